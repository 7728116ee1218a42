package dev.haversack.dataset.testing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.ProcessFlow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The built-in entities as profile-service hands them out, read from its resources: so that
 * commands are tested on what organizations really have.
 */
public final class BuiltIn {

  private static final Path FILES = Path.of("../profile-service/src/main/resources/metadata");

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private BuiltIn() {}

  /** Entities of these names, enabled for offline use. */
  public static List<EntityMetadata> entities(String... names) {
    return Stream.of(names).map(BuiltIn::entity).toList();
  }

  /** An entity whose records are instances of a flow, with what the server gives it. */
  public static EntityMetadata process(String name, ProcessFlow flow) {
    ObjectNode file = JSON.createObjectNode();
    file.put("logicalName", name).put("displayName", name).put("ownership", "user");
    file.put("primaryNameAttribute", "bpf_name").set("processFlow", JSON.valueToTree(flow));
    ArrayNode attributes = file.putArray("attributes");
    for (JsonNode attribute : read("common").get("process")) {
      ObjectNode copy = attributes.addObject().setAll((ObjectNode) attribute);
      if (copy.get("type").asText().equals("lookup")) {
        copy.put("logicalName", flow.lookup());
        copy.putArray("targets").addObject().put("entity", flow.entity()).put("relationship", "r");
      }
    }
    return complete(file);
  }

  /** An organization's own activity about cases, with what the server gives it. */
  public static EntityMetadata activity(String name) {
    ObjectNode file = JSON.createObjectNode();
    file.put("logicalName", name).put("displayName", name).put("ownership", "user");
    file.put("primaryNameAttribute", "subject").put("activity", true);
    ArrayNode attributes = file.putArray("attributes");
    attributes.addObject().put("logicalName", "subject").put("type", "string");
    ObjectNode regarding = attributes.addObject();
    regarding.put("logicalName", "regardingobjectid").put("type", "lookup");
    regarding
        .putArray("targets")
        .addObject()
        .put("entity", "incident")
        .put("relationship", "incident_" + name);
    read("common").get("activity").forEach(attributes::add);
    return complete(file);
  }

  private static EntityMetadata entity(String name) {
    return complete((ObjectNode) read(name));
  }

  private static EntityMetadata complete(ObjectNode file) {
    ArrayNode attributes = (ArrayNode) file.get("attributes");
    Map<String, List<JsonNode>> common =
        JSON.convertValue(read("common"), new TypeReference<>() {});
    List<JsonNode> ofOwner =
        file.get("ownership").asText().equals("user") ? common.get("user") : List.of();
    Stream.concat(ofOwner.stream(), common.get("all").stream())
        .filter(a -> !has(attributes, a.get("logicalName").asText()))
        .forEach(attributes::add);
    file.put("custom", false);
    file.putObject("offline").put("enabled", true);
    return JSON.convertValue(file, EntityMetadata.class);
  }

  private static boolean has(ArrayNode attributes, String name) {
    for (JsonNode attribute : attributes) {
      if (attribute.get("logicalName").asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode read(String name) {
    try {
      return JSON.readTree(FILES.resolve(name + ".json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
