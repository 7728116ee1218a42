package dev.haversack.contract.fetchxml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.Operator;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FetchXmlRoundTripTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @MethodSource("seeds")
  void treesComeBackAsTheyWere(int seed) throws JsonProcessingException {
    Filter tree = new RandomFilters(new Random(seed)).filter(4);

    String text = FetchXml.print("deal", tree);

    Filter back = read(text);
    assertEquals(tree, back, text);
    assertEquals(JSON.writeValueAsString(tree), JSON.writeValueAsString(back), text);
    assertEquals(text, FetchXml.print("deal", back));
  }

  /** However it is written: what is printed of it is canonical, and says the same. */
  @ParameterizedTest
  @MethodSource("seeds")
  void writtenOtherwiseItBecomesCanonical(int seed) {
    Random random = new Random(seed);
    Filter tree = new RandomFilters(random).filter(4);
    String canonical = FetchXml.print("deal", tree);
    String otherwise =
        canonical
            .replace(" />", "/>")
            .replaceAll(
                "\n *<(filter|condition|link-entity|entity|/)",
                random.nextBoolean() ? "<$1" : "\n\n<$1")
            .replace("<fetch>", "<?xml version=\"1.0\"?><!-- - --><fetch count='50' page=\"2\">")
            .replace("<entity name=\"deal\">", "<entity name='deal'><attribute name='string'/>");

    assertEquals(canonical, FetchXml.print("deal", read(otherwise)), otherwise);
  }

  @Test
  void theRandomTreesUseEveryOperator() {
    Set<Operator> unused = EnumSet.allOf(Operator.class);
    seeds()
        .map(seed -> new RandomFilters(new Random(seed)).filter(4))
        .flatMap(FetchXmlRoundTripTest::conditions)
        .forEach(condition -> unused.remove(condition.operator()));
    assertEquals(Set.of(), unused);
  }

  static Stream<Integer> seeds() {
    return IntStream.range(0, 1000).boxed();
  }

  private static Stream<Condition> conditions(Filter filter) {
    return switch (filter) {
      case dev.haversack.contract.model.AndFilter(var parts) ->
          parts.stream().flatMap(FetchXmlRoundTripTest::conditions);
      case dev.haversack.contract.model.OrFilter(var parts) ->
          parts.stream().flatMap(FetchXmlRoundTripTest::conditions);
      case LinkFilter(Link link) ->
          Stream.ofNullable(link.filter()).flatMap(FetchXmlRoundTripTest::conditions);
      case Condition condition -> Stream.of(condition);
    };
  }

  private static Filter read(String text) {
    return assertInstanceOf(
            FetchXmlOutcome.Read.class,
            FetchXml.read(text, Deals.ENTITY, Deals.ENTITIES),
            () -> text)
        .filter();
  }
}
