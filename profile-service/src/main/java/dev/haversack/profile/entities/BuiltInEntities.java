package dev.haversack.profile.entities;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.OfflineSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entities that every organization has, read from the files in {@code metadata}. */
@Singleton
class BuiltInEntities {

  /** Resources cannot be listed in a native executable, so the names are written down. */
  private static final List<String> NAMES =
      List.of(
          "account",
          "contact",
          "lead",
          "opportunity",
          "opportunityclose",
          "competitor",
          "campaign",
          "transactioncurrency",
          "incident",
          "incidentresolution",
          "task",
          "phonecall",
          "appointment",
          "email",
          "fax",
          "letter",
          "note",
          "product",
          "systemuser",
          "team",
          "businessunit");

  /** As in the product's first version: nothing goes offline before an administrator says so. */
  private static final OfflineSettings DISABLED = new OfflineSettings(false, null, null);

  private final CommonAttributes common;
  private final Map<String, EntityMetadata> byName = new LinkedHashMap<>();

  BuiltInEntities(ObjectMapper json) {
    common = new CommonAttributes(read(json, "common", CommonFile.class));
    for (String name : NAMES) {
      byName.put(name, metadata(read(json, name, EntityFile.class)));
    }
  }

  /** All of them, as they are in a new organization. */
  List<EntityMetadata> all() {
    return List.copyOf(byName.values());
  }

  /** The built-in entity of this name. */
  Optional<EntityMetadata> find(String logicalName) {
    return Optional.ofNullable(byName.get(logicalName));
  }

  /** What entities have in common. */
  CommonAttributes common() {
    return common;
  }

  private EntityMetadata metadata(EntityFile file) {
    List<Attribute> attributes =
        file.directory()
            ? file.attributes()
            : common.addTo(file.logicalName(), file.ownership(), file.attributes());
    return new EntityMetadata(
        file.logicalName(),
        file.displayName(),
        false,
        file.ownership(),
        file.primaryNameAttribute(),
        file.directory(),
        attributes,
        DISABLED,
        null,
        false,
        file.activity());
  }

  private static <T> T read(ObjectMapper json, String name, Class<T> type) {
    String resource = "/metadata/" + name + ".json";
    try (InputStream in = BuiltInEntities.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Missing resource " + resource);
      }
      return json.readValue(in, type);
    } catch (IOException e) {
      throw new UncheckedIOException("Unreadable resource " + resource, e);
    }
  }
}
