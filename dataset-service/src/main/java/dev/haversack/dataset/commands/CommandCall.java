package dev.haversack.dataset.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.records.RecordRow;
import dev.haversack.dataset.records.Values;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One call of a command.
 *
 * @param actionId the action
 * @param entity the entity of its record
 * @param target its record, as it is now
 * @param parameters what was given, read by its types
 */
public record CommandCall(
    UUID actionId, EntityModel entity, RecordRow target, ObjectNode parameters) {

  /** The usual status reason, as the published messages write it. */
  static final int USUAL = -1;

  /** A value of the record; what is secured is not there for commands. */
  Optional<JsonNode> value(String attribute) {
    return entity.secured().contains(attribute)
        ? Optional.empty()
        : present(target.attributes().get(attribute));
  }

  /** A parameter. */
  Optional<JsonNode> parameter(String name) {
    return present(parameters.get(name));
  }

  /** A parameter that is an id. */
  Optional<UUID> id(String name) {
    return parameter(name).map(JsonNode::asText).map(UUID::fromString);
  }

  /** An id for what the command makes; without one from the device, always the same of its own. */
  UUID idOrOwn(String name) {
    return id(name)
        .orElseGet(
            () -> UUID.nameUUIDFromBytes((actionId + " " + name).getBytes(StandardCharsets.UTF_8)));
  }

  /** The status reason. */
  int status(int usual) {
    int given = parameter("statuscode").map(JsonNode::intValue).orElse(USUAL);
    return given == USUAL ? usual : given;
  }

  /** A moment. */
  Instant time(String name, Instant otherwise) {
    return parameter(name).map(JsonNode::asText).map(Instant::parse).orElse(otherwise);
  }

  private static Optional<JsonNode> present(JsonNode value) {
    return Values.isAbsent(value) ? Optional.empty() : Optional.of(value);
  }
}
