package dev.haversack.profile.comparing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.contract.model.ProfileItem;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonPatchesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @MethodSource("seeds")
  void aPatchMakesTheOneOfTheOther(int seed) throws JsonProcessingException {
    Random random = new Random(seed);
    ProfileContent before = content(random);
    ProfileContent after = content(random);

    var patch = new JsonPatches(JSON).between(before, after);

    assertEquals(
        document(after),
        Json.createPatch(
                Json.createReader(new StringReader(JSON.writeValueAsString(patch))).readArray())
            .apply(document(before)));
  }

  @Test
  void theSameHasAnEmptyPatch() {
    ProfileContent content = content(new Random(1));

    assertEquals(List.of(), new JsonPatches(JSON).between(content, content));
  }

  static Stream<Integer> seeds() {
    return IntStream.range(0, 300).boxed();
  }

  private static JsonObject document(ProfileContent content) throws JsonProcessingException {
    return Json.createReader(new StringReader(JSON.writeValueAsString(content))).readObject();
  }

  private static ProfileContent content(Random random) {
    return new ProfileContent(
        "Sales " + random.nextInt(2),
        random.nextBoolean() ? null : "What for " + random.nextInt(2),
        IntStream.range(0, random.nextInt(5)).mapToObj(i -> item(random)).toList());
  }

  private static ProfileItem item(Random random) {
    boolean custom = random.nextBoolean();
    return new ProfileItem(
        "e" + random.nextInt(4),
        custom ? Distribution.CUSTOM : Distribution.ORGANIZATION,
        random.nextBoolean(),
        false,
        false,
        custom ? filter(random, 3) : null,
        columns(random));
  }

  private static @Nullable List<String> columns(Random random) {
    return random.nextBoolean()
        ? null
        : IntStream.range(0, random.nextInt(4)).mapToObj(i -> "c" + random.nextInt(5)).toList();
  }

  private static Filter filter(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 3 : 1)) {
      case 1 -> new AndFilter(filters(random, depth));
      case 2 -> new OrFilter(filters(random, depth));
      default ->
          new Condition(
              "a" + random.nextInt(3),
              Operator.EQ,
              JsonNodeFactory.instance.numberNode(random.nextInt(3)),
              null);
    };
  }

  private static List<Filter> filters(Random random, int depth) {
    return IntStream.range(0, random.nextInt(4)).mapToObj(i -> filter(random, depth - 1)).toList();
  }
}
