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
    Resumption afterOne = take(null, 1);
    assertEquals(Set.of(region), held);

    sales.configure(() -> sales.publish(all("account"), all("region")));
    sales.drain();
    Resumption afterTwo = take(afterOne, 1);
    assertEquals(Set.of(region, second), held);

    take(afterTwo, Integer.MAX_VALUE);
    assertEquals(Set.of(region, second, third, account), held);
  }

  /** Takes this many records of a stream; says where to go on. */
  private @Nullable Resumption take(@Nullable Resumption at, int records) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sales.sync.write(new Ask(sales.world.organization, ANNA, null, at, null, null), out);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
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
