package dev.haversack.quickstart.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * A record as a device holds it.
 *
 * @param entity its entity
 * @param id its id
 * @param version the version that the server gave it; 0 when the server does not have it yet
 * @param attributes its values
 */
public record DeviceRecord(String entity, UUID id, long version, ObjectNode attributes) {

  /** The value of an attribute; JSON null when it has none. */
  public JsonNode value(String attribute) {
    JsonNode value = attributes.get(attribute);
    return value == null ? NullNode.getInstance() : value;
  }

  /** The value of an attribute as text; empty when it has none. */
  public String text(String attribute) {
    return value(attribute).asText("");
  }
}
