package dev.haversack.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.quickstart.client.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/** The log of a help desk: who changed which incident how, in order. */
final class IncidentLog {

  /**
   * Attributes that the log's fields are kept in; the prefix keeps them apart from the built-in
   * ones.
   */
  static final String PREFIX = "log_";

  /** One line of the log. */
  record Change(int number, String user, UUID incident, boolean create, ObjectNode fields) {}

  private final List<Change> changes;

  private IncidentLog(List<Change> changes) {
    this.changes = List.copyOf(changes);
  }

  /**
   * The first lines of the real log where it is present, else a made-up one with the same habits.
   */
  static IncidentLog read(Path data, int lines) throws IOException {
    Path file = data.resolve("servicenow-incidents/changes.jsonl.gz");
    return Files.exists(file) ? real(file, lines) : madeUp(lines / 4, 20_161_120);
  }

  private static IncidentLog real(Path file, int lines) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return new IncidentLog(reader.lines().limit(lines).map(IncidentLog::parse).toList());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Change parse(String line) {
    JsonNode node = Json.read(line, JsonNode.class);
    ObjectNode fields = Json.MAPPER.createObjectNode();
    node.get("fields").properties().forEach(f -> fields.set(PREFIX + f.getKey(), f.getValue()));
    // Many changes of the log change no field; the counter shows that each of them arrived.
    fields.put(PREFIX + "mod", String.valueOf(node.get("mod").asInt()));
    return new Change(
        node.get("n").asInt(),
        node.get("user").asText(),
        id(node),
        node.get("op").asText().equals("CREATE"),
        fields);
  }

  private static IncidentLog madeUp(int lines, long seed) {
    Random random = new Random(seed);
    List<UUID> incidents = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int n = 1; n <= lines; n++) {
      boolean create = incidents.isEmpty() || random.nextInt(5) == 0;
      if (create) {
        incidents.add(UUID.nameUUIDFromBytes(("made up " + n).getBytes(StandardCharsets.UTF_8)));
      }
      UUID incident =
          create ? incidents.getLast() : incidents.get(random.nextInt(incidents.size()));
      ObjectNode fields = Json.MAPPER.createObjectNode().put(PREFIX + "mod", String.valueOf(n));
      if (create || random.nextInt(4) > 0) {
        fields.put(PREFIX + "incident_state", "State " + random.nextInt(9));
        fields.put(
            PREFIX + "assigned_to",
            random.nextInt(6) == 0 ? null : "Resolver " + random.nextInt(50));
      }
      changes.add(new Change(n, "Updated by " + random.nextInt(40), incident, create, fields));
    }
    return new IncidentLog(changes);
  }

  /** How every incident ends, as the file beside the log says; empty where it is not there. */
  static Map<UUID, ObjectNode> lastStates(Path data) throws IOException {
    Path file = data.resolve("servicenow-incidents/final.jsonl.gz");
    Map<UUID, ObjectNode> states = new HashMap<>();
    if (Files.exists(file)) {
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
        reader
            .lines()
            .forEach(line -> {
              JsonNode node = Json.read(line, JsonNode.class);
              ObjectNode fields = Json.MAPPER.createObjectNode();
              node.get("fields")
                  .properties()
                  .forEach(f -> fields.set(PREFIX + f.getKey(), f.getValue()));
              states.put(id(node), fields);
            });
      }
    }
    return states;
  }

  private static UUID id(JsonNode line) {
    return UUID.nameUUIDFromBytes(line.get("id").asText().getBytes(StandardCharsets.UTF_8));
  }

  /** The same changes, made by so many people instead; by those who made them for 0. */
  IncidentLog by(int people) {
    return people == 0
        ? this
        : new IncidentLog(
            changes.stream()
                .map(change ->
                    new Change(
                        change.number(),
                        "Device " + Math.floorMod(change.user().hashCode(), people),
                        change.incident(),
                        change.create(),
                        change.fields()))
                .toList());
  }

  List<Change> changes() {
    return changes;
  }

  /** Everybody who changed something. */
  Set<String> users() {
    Set<String> users = new LinkedHashSet<>();
    changes.forEach(change -> users.add(change.user()));
    return users;
  }

  /** Every attribute that the changes name. */
  Set<String> attributes() {
    Set<String> names = new LinkedHashSet<>();
    changes.forEach(change -> change.fields().fieldNames().forEachRemaining(names::add));
    return names;
  }

  /** How every incident must look in the end: later lines over earlier ones. */
  Map<UUID, ObjectNode> outcome() {
    Map<UUID, ObjectNode> outcome = new HashMap<>();
    for (Change change : changes) {
      outcome
          .computeIfAbsent(change.incident(), id -> Json.MAPPER.createObjectNode())
          .setAll(change.fields());
    }
    return outcome;
  }

  /**
   * How many updates change at least one value; the log holds a few that repeat what is there
   * already.
   */
  long effectiveUpdates() {
    Map<UUID, ObjectNode> incidents = new HashMap<>();
    long effective = 0;
    for (Change change : changes) {
      ObjectNode incident =
          incidents.computeIfAbsent(change.incident(), id -> Json.MAPPER.createObjectNode());
      boolean differs =
          change.fields().properties().stream()
              .anyMatch(field -> !field.getValue().equals(incident.path(field.getKey())));
      effective += !change.create() && differs ? 1 : 0;
      incident.setAll(change.fields());
    }
    return effective;
  }

  /**
   * The changes in waves. Inside a wave each incident is touched by one user only, so the waves may
   * be uploaded by all devices at once, in any order, and each incident still sees its changes in
   * the log's order.
   */
  List<Map<String, List<Change>>> waves() {
    Map<UUID, Integer> wave = new HashMap<>();
    Map<UUID, String> lastUser = new HashMap<>();
    List<Map<String, List<Change>>> waves = new ArrayList<>();
    for (Change change : changes) {
      String before = lastUser.put(change.incident(), change.user());
      boolean handedOver = before != null && !before.equals(change.user());
      int number = wave.getOrDefault(change.incident(), 0) + (handedOver ? 1 : 0);
      wave.put(change.incident(), number);
      while (waves.size() <= number) {
        waves.add(new LinkedHashMap<>());
      }
      waves.get(number).computeIfAbsent(change.user(), user -> new ArrayList<>()).add(change);
    }
    return waves;
  }
}
