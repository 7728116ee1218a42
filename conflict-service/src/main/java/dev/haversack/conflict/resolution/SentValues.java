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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be said at once about values that somebody enters into a decision. Whether the record
 * can take them is found out by dataset-service, which has it; a name or a kind of value that the
 * entity never takes need not go there first.
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
    String expected = known == null ? expectedText(value) : expected(known.type(), value);
    return value.isNull() || expected == null
        ? List.of()
        : List.of(finding(field, ProblemCode.WRONG_TYPE, "The attribute takes " + expected + "."));
  }

  /** What an attribute takes instead of this value; null when the kind of value is right. */
  private static @Nullable String expected(AttributeType type, JsonNode value) {
    return switch (type) {
      case STRING, MEMO, DATETIME, DATE, LOOKUP, OWNER, UNIQUEIDENTIFIER -> expectedText(value);
      case INTEGER, CHOICE, STATE, STATUS ->
          value.isIntegralNumber() && value.canConvertToInt() ? null : "a whole number of 32 bits";
      case BIGINT ->
          value.isIntegralNumber() && value.canConvertToLong() ? null : "a whole number of 64 bits";
      case MULTICHOICE -> value.isArray() ? null : "a list of whole numbers";
      case DECIMAL, DOUBLE, MONEY -> value.isNumber() ? null : "a number";
      case BOOLEAN -> value.isBoolean() ? null : "true or false";
    };
  }

  private static @Nullable String expectedText(JsonNode value) {
    return value.isTextual() ? null : "a text";
  }

  private static FieldError finding(String field, ProblemCode code, String message) {
    return new FieldError(field, code.code(), message);
  }
}
