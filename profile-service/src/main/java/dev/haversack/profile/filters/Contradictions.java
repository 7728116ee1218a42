package dev.haversack.profile.filters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds conditions that cannot hold together, where that is plain to see: on the presence of a
 * value, and on values of types that have one way to be written. It may miss some, but never claims
 * one that is none.
 */
final class Contradictions {

  private final Map<String, AttributeType> types;

  Contradictions(EntityMetadata entity) {
    this.types =
        entity.attributes().stream()
            .collect(
                Collectors.toMap(Attribute::logicalName, Attribute::type, (one, other) -> one));
  }

  /** Why no record passes all of these filters, if that is plain to see. */
  Optional<String> in(List<Filter> filters) {
    Demands demands = new Demands();
    return filters.stream()
        .flatMap(Contradictions::conjuncts)
        .map(demands::add)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Stream<Filter> conjuncts(Filter filter) {
    return switch (filter) {
      case AndFilter(var parts) -> parts.stream().flatMap(Contradictions::conjuncts);
      case OrFilter(var parts) when parts.size() == 1 -> conjuncts(parts.getFirst());
      case OrFilter or -> Stream.of(or);
      case LinkFilter link -> Stream.of(link);
      case Condition condition -> Stream.of(condition);
    };
  }

  /** What a record must be like to pass the conditions so far. */
  private final class Demands {

    private final Set<String> withoutValue = new HashSet<>();
    private final Set<String> withValue = new HashSet<>();
    private final Map<String, Set<String>> allowed = new HashMap<>();
    private final Map<String, Set<String>> excluded = new HashMap<>();

    Optional<String> add(Filter part) {
      return switch (part) {
        case OrFilter(var parts) when parts.isEmpty() ->
            Optional.of("an \"or\" without parts never holds.");
        case AndFilter and -> Optional.empty();
        case OrFilter or -> Optional.empty();
        case LinkFilter link -> Optional.empty();
        case Condition condition -> add(condition);
      };
    }

    private Optional<String> add(Condition condition) {
      String attribute = condition.attribute();
      if (condition.valueOf() != null) {
        return Optional.empty();
      }
      switch (condition.operator()) {
        case NULL -> withoutValue.add(attribute);
        case NOT_NULL -> withValue.add(attribute);
        case EQ, IN -> {
          withValue.add(attribute);
          values(condition).ifPresent(values -> allowed.merge(attribute, values, Demands::both));
        }
        case NE, NOT_IN ->
            values(condition)
                .ifPresent(values ->
                    excluded.computeIfAbsent(attribute, a -> new HashSet<>()).addAll(values));
        default -> {
          return Optional.empty();
        }
      }
      return fault(attribute);
    }

    private Optional<String> fault(String attribute) {
      if (withoutValue.contains(attribute) && withValue.contains(attribute)) {
        return Optional.of(attribute + " would have to have a value and none.");
      }
      Set<String> left = allowed.get(attribute);
      if (left != null && excluded.getOrDefault(attribute, Set.of()).containsAll(left)) {
        return Optional.of(attribute + " would have to have different values at once.");
      }
      return Optional.empty();
    }

    private static Set<String> both(Set<String> these, Set<String> those) {
      return these.stream().filter(those::contains).collect(Collectors.toSet());
    }
  }

  /** The condition's values in one way of writing, if its attribute's type has one. */
  private Optional<Set<String>> values(Condition condition) {
    AttributeType type = types.get(condition.attribute());
    List<JsonNode> values =
        condition.value() == null
            ? Objects.requireNonNullElse(condition.values(), List.<JsonNode>of())
            : List.of(condition.value());
    return type == null || !hasOneForm(type)
        ? Optional.empty()
        : Optional.of(
            values.stream()
                .map(value -> value.asText().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet()));
  }

  /** Texts may be equal by collation, moments by offset, amounts by trailing zeros. */
  private static boolean hasOneForm(AttributeType type) {
    return switch (type) {
      case INTEGER, BIGINT, BOOLEAN, CHOICE, MULTICHOICE, STATE, STATUS, DATE -> true;
      case LOOKUP, OWNER, UNIQUEIDENTIFIER -> true;
      case STRING, MEMO, DECIMAL, DOUBLE, MONEY, DATETIME -> false;
    };
  }
}
