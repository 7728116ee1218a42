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
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A device: asks, applies what it gets, and checks every stream as a careful client would. */
final class Device {

  private static final ObjectMapper JSON = new ObjectMapper();

  final UUID user;
  final Map<Key, Held> held = new HashMap<>();
  @Nullable String token;

  private final Random random = new Random(7);
  private final UUID organization;
  private final SyncEngine engine;
  private final Consumer<Put> onceShown;

  Device(SyncEngine engine, UUID organization, UUID user) {
    this(engine, organization, user, put -> {});
  }

  /**
   * A device.
   *
   * @param onceShown looks at every put of every answer, whether or not it reaches the device,
   *     while nothing has happened since
   */
  Device(SyncEngine engine, UUID organization, UUID user, Consumer<Put> onceShown) {
    this.engine = engine;
    this.organization = organization;
    this.user = user;
    this.onceShown = onceShown;
  }

  /** What a sync brought. */
  record Received(List<Put> puts, Map<Key, String> removals) {}

  /** A put, and what the device had before. */
  record Put(Key key, Held now, @Nullable Held before) {}

  /** The checkpoint that it is at; 0 when it holds nothing. */
  long checkpoint() {
    String known = token;
    return known == null ? 0 : new TokenCodec("k".repeat(32)).decode(known).checkpoint();
  }

  /** Asks, and loses the answer on the way. */
  void askInVain() throws Exception {
    answer(new Ask(organization, user, token, null, null, null));
  }

  private byte[] answer(Ask ask) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    engine.write(ask, out);
    byte[] bytes = out.toByteArray();
    wholeLines(bytes, bytes.length).stream()
        .filter(line -> line.get("type").asText().equals("put"))
        .map(line -> new Put(key(line), contents(line), null))
        .forEach(onceShown);
    return bytes;
  }

  Received sync() throws Exception {
    return sync(() -> false, () -> {});
  }

  /**
   * Asks, over a line that breaks.
   *
   * @param breaks whether it breaks off this time, at some byte
   * @param meanwhile what happens before the device asks again
   */
  Received sync(BooleanSupplier breaks, Meanwhile meanwhile) throws Exception {
    Received received = new Received(new ArrayList<>(), new HashMap<>());
    if (token == null) {
      held.clear();
    }
    Resumption at = null;
    for (; ; meanwhile.happens()) {
      byte[] bytes = answer(new Ask(organization, user, token, at, null, null));
      boolean broken = breaks.getAsBoolean();
      int length = broken ? somewhere(bytes) : bytes.length;
      List<JsonNode> lines = wholeLines(bytes, length);
      boolean whole = !lines.isEmpty() && lines.getLast().get("type").asText().equals("end");
      List<JsonNode> changes =
          lines.isEmpty() ? List.of() : lines.subList(1, lines.size() - (whole ? 1 : 0));
      Resumption reached = changes.isEmpty() ? at : next(lines.getFirst(), changes, at);
      if (!whole && Objects.equals(at, reached)) {
        // What it says of the places before counts only once it has come past them.
        continue;
      }
      Received part = apply(changes);
      received.puts.addAll(part.puts);
      received.removals.putAll(part.removals);
      if (whole) {
        check(part, lines.getFirst(), lines.getLast());
        token = lines.getLast().get("token").asText();
        return received;
      }
      at = reached;
    }
  }

  /** At some byte of some line, the same whatever versions and tokens there happen to be. */
  private int somewhere(byte[] bytes) {
    int[] ends = IntStream.range(0, bytes.length).filter(i -> bytes[i] == '\n').toArray();
    int line = random.nextInt(ends.length);
    int from = line == 0 ? 0 : ends[line - 1] + 1;
    return from + (int) (random.nextDouble() * (ends[line] - from));
  }

  /**
   * Behind the last line; as before while the answer has not come past the place where it went on.
   */
  private static @Nullable Resumption next(
      JsonNode start, List<JsonNode> changes, @Nullable Resumption before) {
    JsonNode last = changes.getLast();
    Resumption reached =
        new Resumption(
            start.get("resume").asText(),
            last.get("entity").asText(),
            UUID.fromString(last.get("id").asText()));
    List<String> order = start.get("entities").findValuesAsText("entity");
    return before == null || place(order, reached).compareTo(place(order, before)) > 0
        ? reached
        : before;
  }

  private static String place(List<String> order, Resumption at) {
    return "%05d %s".formatted(order.indexOf(at.entity()), at.id());
  }

  private static List<JsonNode> wholeLines(byte[] bytes, int length) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    for (int from = 0, to; (to = text.indexOf('\n', from)) >= 0; from = to + 1) {
      lines.add(JSON.readTree(text.substring(from, to)));
    }
    return lines;
  }

  /** What happens while a device is cut off. */
  @FunctionalInterface
  interface Meanwhile {
    void happens() throws Exception;
  }

  private Received apply(List<JsonNode> lines) {
    Set<Key> seen = new HashSet<>();
    Received received = new Received(new ArrayList<>(), new HashMap<>());
    for (JsonNode line : lines) {
      Key key = key(line);
      assertTrue(seen.add(key), () -> "Twice in one stream: " + key);
      if (line.get("type").asText().equals("put")) {
        Held now = contents(line);
        received.puts.add(new Put(key, now, held.put(key, now)));
      } else {
        assertEquals("remove", line.get("type").asText());
        held.remove(key);
        received.removals.put(key, line.get("reason").asText());
      }
    }
    return received;
  }

  private static Key key(JsonNode line) {
    return new Key(line.get("entity").asText(), UUID.fromString(line.get("id").asText()));
  }

  private static Held contents(JsonNode put) {
    return new Held(put.get("version").asLong(), (ObjectNode) put.get("attributes"));
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
