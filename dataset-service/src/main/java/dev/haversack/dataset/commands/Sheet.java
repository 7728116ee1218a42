package dev.haversack.dataset.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordValidator;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * The attributes that a command sets on a record. What the organization's entity does not have, or
 * has secured, is left out: nobody who gives a command could do anything about it.
 */
final class Sheet {

  private final EntityModel entity;
  private final ObjectNode values = JsonNodeFactory.instance.objectNode();

  Sheet(EntityModel entity) {
    this.entity = entity;
  }

  Sheet put(String attribute, Optional<? extends JsonNode> value) {
    if (isSettable(attribute)) {
      value.ifPresent(v -> values.set(attribute, v));
    }
    return this;
  }

  Sheet put(String attribute, String value) {
    return put(attribute, Optional.of(TextNode.valueOf(value)));
  }

  Sheet put(String attribute, int value) {
    return put(attribute, Optional.of(IntNode.valueOf(value)));
  }

  Sheet put(String attribute, boolean value) {
    return put(attribute, Optional.of(BooleanNode.valueOf(value)));
  }

  /** State and status reason. */
  Sheet state(int state, int status) {
    return put("statecode", state).put("statuscode", status);
  }

  /** A moment; where the attribute holds a date, the day that it is for the user. */
  Sheet put(String attribute, Instant moment, ZoneId zone) {
    boolean isDate =
        entity
            .attribute(attribute)
            .map(Attribute::type)
            .filter(AttributeType.DATE::equals)
            .isPresent();
    return put(
        attribute, isDate ? moment.atZone(zone).toLocalDate().toString() : moment.toString());
  }

  /**
   * A lookup, and what it points to where it can point to several; left out where the
   * organization's attribute does not lead to such records.
   */
  Sheet lookup(String attribute, RecordKey target) {
    if (!leadsTo(attribute, target.entity())) {
      return this;
    }
    put(attribute, target.id().toString());
    String companion = entity.companionOf(attribute);
    return companion == null ? this : put(companion, target.entity());
  }

  private boolean leadsTo(String attribute, String target) {
    return entity
        .attribute(attribute)
        .filter(lookup -> EntityModel.targetsOf(lookup).contains(target))
        .isPresent();
  }

  Sheet lookup(String attribute, Optional<RecordKey> target) {
    target.ifPresent(key -> lookup(attribute, key));
    return this;
  }

  /** Takes over a value if the attribute takes it; nothing of a record is worth failing for. */
  Sheet copy(String attribute, Optional<JsonNode> value) {
    if (value.isPresent() && isSettable(attribute)) {
      ObjectNode one = JsonNodeFactory.instance.objectNode();
      one.set(attribute, value.get());
      if (new RecordValidator(entity).read(one).findings().isEmpty()) {
        values.set(attribute, value.get());
      }
    }
    return this;
  }

  private boolean isSettable(String attribute) {
    return entity.attribute(attribute).isPresent() && !entity.secured().contains(attribute);
  }

  ObjectNode values() {
    return values;
  }

  CommandEffect.NewRecord as(UUID id) {
    return new CommandEffect.NewRecord(new RecordKey(entity.name(), id), values);
  }
}
