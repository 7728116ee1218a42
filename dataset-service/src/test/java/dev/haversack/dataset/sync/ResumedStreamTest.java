package dev.haversack.dataset.sync;

import static dev.haversack.dataset.sync.Sales.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.dataset.sync.World.Key;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Streams that break off and are gone on with, while the profile changes. */
class ResumedStreamTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sales sales = new Sales();
  private final Set<Key> held = new HashSet<>();
  private String token = "";

  /** The second stream keeps the order of the first, and so must the third. */
  @Test
  void profileThatChangesTheOrderOfEntitiesLosesNothingHoweverOftenTheLineBreaks()
      throws Exception {
    sales.world.roles.put(Sales.READER, Sales.role(Depth.ORGANIZATION));
    Key region = region(1);
    Key second = region(2);
    Key third = region(3);
    Key account = sales.account(1, ANNA, "Bern");
    sales.configure(() -> sales.publish(all("region"), all("account")));
    sales.drain();
    Resumption afterOne = take(null, null, 1);
    assertEquals(Set.of(region), held);

    sales.configure(() -> sales.publish(all("account"), all("region")));
    sales.drain();
    Resumption afterTwo = take(null, afterOne, 1);
    assertEquals(Set.of(region, second), held);

    take(null, afterTwo, Integer.MAX_VALUE);
    assertEquals(Set.of(region, second, third, account), held);
  }

  /** It comes as in a snapshot, and what was changed behind the break as in a delta. */
  @Test
  void entityThatADeltaBeginsWithLosesNothingWhenTheLineBreaksInIt() throws Exception {
    sales.world.roles.put(Sales.READER, Sales.role(Depth.ORGANIZATION));
    Key region = region(1);
    Key first = sales.account(1, ANNA, "Bern");
    Key second = sales.account(2, ANNA, "Bern");
    Key third = sales.account(3, ANNA, "Bern");
    sales.configure(() -> sales.publish(all("region")));
    sales.drain();
    take(null, null, Integer.MAX_VALUE);
    assertEquals(Set.of(region), held);
    String before = token;

    sales.configure(() -> sales.publish(all("region"), all("account")));
    sales.drain();
    held.clear();
    Resumption broken = take(before, null, 2);
    assertEquals(Set.of(first, second), held);

    sales.account(1, ANNA, "Basel");
    sales.drain();
    held.clear();
    take(before, broken, Integer.MAX_VALUE);
    assertEquals(Set.of(first, third), held);

    held.clear();
    take(token, null, Integer.MAX_VALUE);
    assertEquals(Set.of(), held);
  }

  /** Takes this many records of a stream; says where to go on. */
  private @Nullable Resumption take(@Nullable String since, @Nullable Resumption at, int records)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sales.sync.write(new Ask(sales.world.organization, ANNA, since, at, null, null), out);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    token = JSON.readTree(lines.getLast()).get("token").asText();
    JsonNode start = JSON.readTree(lines.getFirst());
    Resumption reached = null;
    for (String text : lines.subList(1, lines.size() - 1).stream().limit(records).toList()) {
      JsonNode line = JSON.readTree(text);
      assertEquals("put", line.get("type").asText());
      String entity = line.get("entity").asText();
      UUID id = UUID.fromString(line.get("id").asText());
      held.add(new Key(entity, id));
      reached = new Resumption(start.get("resume").asText(), entity, id);
    }
    return reached;
  }

  private Key region(int number) {
    Key key = new Key("region", new UUID(8, number));
    sales.world.write(key, null, World.values().put("name", "Region " + number));
    return key;
  }

  private static ProfileItem all(String entity) {
    return new ProfileItem(entity, Distribution.ALL, false, false, false, null, null);
  }
}
