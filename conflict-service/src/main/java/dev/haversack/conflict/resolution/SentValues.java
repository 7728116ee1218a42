package dev.haversack.conflict.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.FieldError;
import dev.haversack.platform.json.StorableValues;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.values.ValueReader;
import dev.haversack.platform.values.ValueReader.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be said at once about values that somebody enters into a decision: what the entity's
 * metadata, as they are known here, never let an attribute take need not go to dataset-service
 * first. What depends on other records, on the record itself or on rights is found out there.
 *
 * @param attributes the attributes of the entity by name; null while the entity has not come
 *     through the feed, and then any name and kind of value may be right
 * @param companions the attributes that only say which entity a lookup with several targets points
 *     to
 * @param policies the conflict policies of single attributes; null as {@code attributes}
 */
record SentValues(
    @Nullable Map<String, Attribute> attributes,
    Set<String> companions,
    @Nullable Map<String, AttributePolicy> policies) {

  /** For an entity that the configuration describes so; null where nothing is known of it. */
  static SentValues of(@Nullable EntityMetadata entity) {
    if (entity == null) {
      return new SentValues(null, Set.of(), null);
    }
    return new SentValues(
        entity.attributes().stream()
            .collect(Collectors.toUnmodifiableMap(Attribute::logicalName, Function.identity())),
        entity.attributes().stream()
            .filter(SentValues::hasCompanion)
            .map(lookup -> lookup.logicalName() + "type")
            .collect(Collectors.toUnmodifiableSet()),
        Objects.requireNonNullElse(entity.offline().attributePolicies(), Map.of()));
  }

  /** Whether the attribute, as far as known, has another policy by now. */
  boolean isOtherPolicy(String attribute, @Nullable AttributePolicy policy) {
    return policies != null && policy != null && policies.get(attribute) != policy;
  }

  private static boolean hasCompanion(Attribute attribute) {
    return attribute.type() == AttributeType.OWNER
        || (attribute.type() == AttributeType.LOOKUP
            && attribute.targets() != null
            && attribute.targets().size() > 1);
  }

  /** Everything that is wrong with new values of attributes. */
  List<FieldError> findings(String place, ObjectNode values) {
    List<FieldError> findings = new ArrayList<>();
    values
        .properties()
        .forEach(value -> {
          String unstorable = StorableValues.fault(value.getKey());
          if (unstorable == null) {
            String field = place + "." + value.getKey();
            findings.addAll(findings(field, value.getKey(), value.getValue()));
          } else {
            findings.add(finding(place, ProblemCode.VALIDATION_FAILED, unstorable));
          }
        });
    return findings;
  }

  /** What is wrong with a new value of an attribute; empty when nothing is. */
  List<FieldError> findings(String field, String attribute, JsonNode value) {
    String unstorable = StorableValues.fault(value);
    if (unstorable != null) {
      return List.of(finding(field, ProblemCode.VALIDATION_FAILED, unstorable));
    }
    if (attributes == null) {
      return List.of();
    }
    Attribute known = attributes.get(attribute);
    if (known == null && !companions.contains(attribute)) {
      return List.of(
          finding(
              field, ProblemCode.UNKNOWN_ATTRIBUTE, "The entity does not have this attribute."));
    }
    return known == null ? companionFindings(field, value) : findings(field, known, value);
  }

  private static List<FieldError> findings(String field, Attribute attribute, JsonNode value) {
    if (attribute.system()) {
      return List.of(
          finding(field, ProblemCode.READ_ONLY_ATTRIBUTE, "The server keeps this attribute."));
    }
    if (value.isNull()) {
      return attribute.required() && !isStateOrStatus(attribute)
          ? List.of(finding(field, ProblemCode.MISSING_REQUIRED, "A value is required."))
          : List.of();
    }
    return switch (ValueReader.read(attribute, value)) {
      case Reading.Good _ -> List.of();
      case Reading.Bad(ProblemCode code, String message) -> List.of(finding(field, code, message));
    };
  }

  /** One of the two follows from the other. */
  private static boolean isStateOrStatus(Attribute attribute) {
    return attribute.type() == AttributeType.STATE || attribute.type() == AttributeType.STATUS;
  }

  private static List<FieldError> companionFindings(String field, JsonNode value) {
    return value.isNull() || value.isTextual()
        ? List.of()
        : List.of(finding(field, ProblemCode.WRONG_TYPE, "The value must be a text."));
  }

  private static FieldError finding(String field, ProblemCode code, String message) {
    return new FieldError(field, code.code(), message);
  }
}
