package dev.haversack.dataset.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.FieldError;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.values.ValueReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a caller sent for one record, and collects all findings at once. First {@link #read}
 * looks at each value by itself; then {@link #complete} looks at them together, with what is there.
 */
public final class RecordValidator {

  private final EntityModel entity;

  /** For records of an entity. */
  public RecordValidator(EntityModel entity) {
    this.entity = entity;
  }

  /** Reads values by their types: names, types, lengths, ranges, choices, targets' entities. */
  public CheckedValues read(ObjectNode sent) {
    var checked =
        new CheckedValues(
            JsonNodeFactory.instance.objectNode(), new ArrayList<>(), new ArrayList<>());
    for (Map.Entry<String, JsonNode> field : sent.properties()) {
      Attribute attribute = entity.attribute(field.getKey()).orElse(null);
      if (attribute == null) {
        checked.findings().add(unknown(field.getKey()));
      } else if (attribute.system()) {
        checked.findings().add(readOnly(field.getKey()));
      } else if (entity.isCompanion(field.getKey())) {
        readCompanion(attribute, field.getValue(), sent, checked);
      } else {
        readValue(attribute, field.getValue(), sent, checked);
      }
    }
    return checked;
  }

  /** What is wrong with a value for an attribute of a record that has all others. */
  public List<FieldError> findings(String name, JsonNode value) {
    CheckedValues checked = read(JsonNodeFactory.instance.objectNode().set(name, value));
    entity
        .attribute(name)
        .filter(attribute -> isMissing(attribute, checked, checked.values()))
        .ifPresent(attribute -> checked.findings().add(missing(name)));
    return checked.findings();
  }

  /**
   * Adds what belongs to the values: the companions of lookups, and state or status where only one
   * of them was sent. Finds targets that do not exist, states that do not fit and values that are
   * missing.
   *
   * @param present the record's values now; null when it is to be made
   * @return the same values, with all findings
   */
  public CheckedValues complete(
      CheckedValues checked,
      @Nullable ObjectNode present,
      List<Reference.Resolved> resolved,
      Targets targets) {
    completeReferences(checked, present, resolved, targets);
    StatusPairs.complete(entity, checked, present);
    for (Attribute attribute : entity.attributes().values()) {
      if (isMissing(attribute, checked, present)) {
        checked.findings().add(missing(attribute.logicalName()));
      }
    }
    return checked;
  }

  /** The state that values set: themselves, or by a status that belongs to it. */
  public OptionalInt stateIn(ObjectNode values) {
    return StatusPairs.stateIn(entity, values);
  }

  private static FieldError missing(String name) {
    return Findings.of(name, ProblemCode.MISSING_REQUIRED, "A value is required.");
  }

  private void readValue(
      Attribute attribute, JsonNode value, ObjectNode sent, CheckedValues checked) {
    String name = attribute.logicalName();
    if (value.isNull()) {
      checked.values().putNull(name);
      String companion = entity.companionOf(name);
      if (companion != null) {
        checked.values().putNull(companion);
      }
      return;
    }
    switch (ValueReader.read(attribute, value)) {
      case ValueReader.Reading.Good(JsonNode good) -> {
        checked.values().set(name, good);
        if (attribute.type() == AttributeType.LOOKUP || attribute.type() == AttributeType.OWNER) {
          checked
              .references()
              .add(
                  new Reference(
                      name, UUID.fromString(good.textValue()), targetsOf(attribute, sent)));
        }
      }
      case ValueReader.Reading.Bad(ProblemCode code, String message) ->
          checked.findings().add(Findings.of(name, code, message));
    }
  }

  /** The companion's value is filled in with the target; here it is only looked at. */
  private void readCompanion(
      Attribute companion, JsonNode value, ObjectNode sent, CheckedValues checked) {
    if (value.isNull()) {
      return;
    }
    Attribute lookup = entity.lookupOf(companion.logicalName()).orElseThrow();
    List<String> allowed = EntityModel.targetsOf(lookup);
    if (!allowed.contains(value.asText())) {
      checked
          .findings()
          .add(
              Findings.of(
                  companion.logicalName(),
                  ProblemCode.UNKNOWN_REFERENCE,
                  "Allowed are " + allowed + "."));
    } else if (!sent.has(lookup.logicalName())) {
      checked
          .findings()
          .add(
              Findings.of(
                  companion.logicalName(),
                  ProblemCode.MISSING_REQUIRED,
                  "Send " + lookup.logicalName() + " together with it."));
    }
  }

  private List<String> targetsOf(Attribute attribute, ObjectNode sent) {
    List<String> all = EntityModel.targetsOf(attribute);
    String companion = entity.companionOf(attribute.logicalName());
    JsonNode named = companion == null ? null : sent.get(companion);
    return named != null && all.contains(named.asText()) ? List.of(named.asText()) : all;
  }

  private void completeReferences(
      CheckedValues checked,
      @Nullable ObjectNode present,
      List<Reference.Resolved> resolved,
      Targets targets) {
    for (Reference reference : checked.references()) {
      if (isUnchanged(reference, present)) {
        continue;
      }
      Reference.Resolved found =
          resolved.stream()
              .filter(r -> r.attribute().equals(reference.attribute()))
              .findFirst()
              .orElse(null);
      if (found == null) {
        checked.findings().add(notFound(reference));
        continue;
      }
      String companion = entity.companionOf(reference.attribute());
      if (companion != null) {
        checked.values().put(companion, found.target().entity());
      }
      if (reference.attribute().equals(EntityModel.OWNER) && !targets.canOwn(found.target())) {
        checked.findings().add(cannotOwn());
      }
    }
  }

  /** What a lookup pointed to may be gone since; who does not touch it need not mend it. */
  static boolean isUnchanged(Reference reference, @Nullable ObjectNode present) {
    JsonNode now = present == null ? null : present.get(reference.attribute());
    return now != null && now.asText().equals(reference.id().toString());
  }

  private static boolean isMissing(
      Attribute attribute, CheckedValues checked, @Nullable ObjectNode present) {
    if (!attribute.required() || attribute.system()) {
      return false;
    }
    String name = attribute.logicalName();
    boolean untouched = !checked.values().has(name);
    boolean foundBad =
        checked.findings().stream().anyMatch(f -> f.field().equals("attributes." + name));
    if (untouched) {
      return present == null && !foundBad;
    }
    return Values.isAbsent(checked.values().get(name));
  }

  private FieldError unknown(String name) {
    String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
    return Findings.of(
        shown,
        ProblemCode.UNKNOWN_ATTRIBUTE,
        "The entity " + entity.name() + " has no attribute \"" + shown + "\".");
  }

  private static FieldError readOnly(String name) {
    return Findings.of(name, ProblemCode.READ_ONLY_ATTRIBUTE, "The server keeps this attribute.");
  }

  static FieldError notFound(Reference reference) {
    return Findings.of(
        reference.attribute(),
        ProblemCode.UNKNOWN_REFERENCE,
        "There is no such record of " + String.join(" or ", reference.entities()) + ".");
  }

  private static FieldError cannotOwn() {
    return Findings.of(
        EntityModel.OWNER, ProblemCode.UNKNOWN_REFERENCE, "An access team cannot own records.");
  }
}
