package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.dataset.sync.Oracle.Held;
import dev.haversack.dataset.sync.World.Key;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device: asks, applies what it gets, and checks every stream as a careful client would. */
final class Device {

  private static final ObjectMapper JSON = new ObjectMapper();

  final UUID user;
  final Map<Key, Held> held = new HashMap<>();
  @Nullable String token;

  private final UUID organization;
  private final SyncEngine engine;

  Device(SyncEngine engine, UUID organization, UUID user) {
    this.engine = engine;
    this.organization = organization;
    this.user = user;
  }

  /** What a sync brought. */
  record Received(List<Put> puts, Map<Key, String> removals) {}

  /** A put, and what the device had before. */
  record Put(Key key, Held now, @Nullable Held before) {}

  /** Asks, and loses the answer on the way. */
  void askInVain() throws Exception {
    engine.write(organization, user, token, new ByteArrayOutputStream());
  }

  Received sync() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    engine.write(organization, user, token, out);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).split("\n")) {
      lines.add(JSON.readTree(line));
    }
    assertEquals("start", lines.getFirst().get("type").asText());
    assertEquals("end", lines.getLast().get("type").asText());
    Received received = apply(lines.subList(1, lines.size() - 1));
    check(received, lines.getFirst(), lines.getLast());
    token = lines.getLast().get("token").asText();
    return received;
  }

  private Received apply(List<JsonNode> lines) {
    if (token == null) {
      held.clear();
    }
    Set<Key> seen = new HashSet<>();
    Received received = new Received(new ArrayList<>(), new HashMap<>());
    for (JsonNode line : lines) {
      Key key = new Key(line.get("entity").asText(), UUID.fromString(line.get("id").asText()));
      assertTrue(seen.add(key), () -> "Twice in one stream: " + key);
      if (line.get("type").asText().equals("put")) {
        Held now = new Held(line.get("version").asLong(), (ObjectNode) line.get("attributes"));
        received.puts.add(new Put(key, now, held.put(key, now)));
      } else {
        assertEquals("remove", line.get("type").asText());
        held.remove(key);
        received.removals.put(key, line.get("reason").asText());
      }
    }
    return received;
  }

  private static void check(Received received, JsonNode start, JsonNode end) {
    for (JsonNode entity : end.get("entities")) {
      String name = entity.get("entity").asText();
      List<Put> puts = received.puts.stream().filter(p -> p.key.entity().equals(name)).toList();
      Digest digest = new Digest();
      puts.forEach(p -> digest.add(p.key.id().toString(), p.now.version()));
      assertEquals(puts.size(), entity.get("puts").asInt());
      assertEquals(digest.toString(), entity.get("digest").asText());
      for (JsonNode total : start.get("entities")) {
        if (total.get("entity").asText().equals(name)) {
          long lines = entity.get("puts").asLong() + entity.get("removes").asLong();
          assertTrue(lines <= total.get("records").asLong());
        }
      }
    }
  }
}
