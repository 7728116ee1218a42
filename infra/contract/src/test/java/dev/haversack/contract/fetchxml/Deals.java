package dev.haversack.contract.fetchxml;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Ownership;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An entity with one attribute of each type, named after it. */
final class Deals {

  static final EntityMetadata ENTITY =
      new EntityMetadata(
          "deal",
          "Deal",
          true,
          Ownership.USER,
          "string",
          false,
          Arrays.stream(AttributeType.values()).map(Deals::attribute).toList(),
          new OfflineSettings(true, null, null));

  /** That entity, and one that points to it. */
  static final Map<String, EntityMetadata> ENTITIES =
      Map.of(
          "deal",
          ENTITY,
          "task",
          new EntityMetadata(
              "task",
              "Task",
              true,
              Ownership.USER,
              "subject",
              false,
              List.of(
                  new Attribute(
                      "subject",
                      "Subject",
                      AttributeType.STRING,
                      true,
                      false,
                      null,
                      null,
                      null,
                      null,
                      null)),
              new OfflineSettings(true, null, null)));

  private Deals() {}

  /** The name of the attribute of this type. */
  static String name(AttributeType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private static Attribute attribute(AttributeType type) {
    return new Attribute(name(type), type.name(), type, false, false, null, null, null, null, null);
  }
}
