package dev.haversack.profile.entities;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which conflict policy an attribute can have: what it holds decides what can be made of two. */
final class PolicyRules {

  private static final Set<AttributeType> NUMBERS =
      EnumSet.of(
          AttributeType.INTEGER,
          AttributeType.BIGINT,
          AttributeType.DECIMAL,
          AttributeType.DOUBLE,
          AttributeType.MONEY);
  private static final Set<AttributeType> ORDERED =
      EnumSet.of(AttributeType.DATE, AttributeType.DATETIME);

  static {
    ORDERED.addAll(NUMBERS);
  }

  private PolicyRules() {}

  /**
   * Checks the policies of an entity.
   *
   * @param place where they stand in the request
   */
  static void check(EntityMetadata entity, String place, Findings findings) {
    Map<String, Attribute> attributes =
        entity.attributes().stream()
            .collect(
                Collectors.toMap(
                    Attribute::logicalName, Function.identity(), (first, second) -> first));
    Map<String, AttributePolicy> policies =
        Objects.requireNonNullElse(entity.offline().attributePolicies(), Map.of());
    new TreeMap<>(policies)
        .forEach((name, policy) ->
            check(place + "." + name, name, attributes.get(name), policy, findings));
  }

  private static void check(
      String path,
      String name,
      @Nullable Attribute attribute,
      AttributePolicy policy,
      Findings findings) {
    if (attribute == null) {
      findings.error(
          path, FindingCode.UNKNOWN_ATTRIBUTE, "There is no attribute \"" + name + "\".");
    } else if (attribute.system()) {
      findings.error(
          path, FindingCode.PROPERTY_NOT_ALLOWED, "The server keeps " + name + " by itself.");
    } else if (!fits(policy, attribute.type())) {
      findings.error(
          path,
          FindingCode.PROPERTY_NOT_ALLOWED,
          "The policy does not fit what " + name + " holds; " + needs(policy) + ".");
    }
  }

  private static boolean fits(AttributePolicy policy, AttributeType type) {
    return switch (policy) {
      case MANUAL, SERVER, CLIENT, LATEST -> true;
      case MAX, MIN -> ORDERED.contains(type);
      case SUM -> NUMBERS.contains(type);
      case UNION -> type == AttributeType.MULTICHOICE;
      case APPEND -> type == AttributeType.STRING || type == AttributeType.MEMO;
    };
  }

  private static String needs(AttributePolicy policy) {
    return switch (policy) {
      case MANUAL, SERVER, CLIENT, LATEST -> "any value will do";
      case MAX, MIN -> "max and min need a number, a date or a moment";
      case SUM -> "sum needs a number";
      case UNION -> "union needs a choice of several";
      case APPEND -> "append needs a text";
    };
  }
}
