package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.OrFilter;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * What a filter says of a record, written apart from the engine: the plain reading of the facts.
 */
final class NaiveFilter {

  private final UUID user;
  private final Set<UUID> teams;
  private final UUID businessUnit;

  NaiveFilter(UUID user, Set<UUID> teams, UUID businessUnit) {
    this.user = user;
    this.teams = teams;
    this.businessUnit = businessUnit;
  }

  boolean holds(Filter filter, ObjectNode record) {
    if (filter instanceof AndFilter and) {
      return and.and().stream().allMatch(part -> holds(part, record));
    }
    if (filter instanceof OrFilter or) {
      return or.or().stream().anyMatch(part -> holds(part, record));
    }
    Condition condition = (Condition) filter;
    JsonNode value = record.get(condition.attribute());
    if (value == null || value.isNull()) {
      return Set.of("null", "ne", "not-like", "not-begin-with", "not-end-with")
          .contains(condition.operator().wireName());
    }
    return holds(condition, value);
  }

  private boolean holds(Condition condition, JsonNode value) {
    return switch (condition.operator().wireName()) {
      case "null" -> false;
      case "not-null" -> true;
      case "eq" -> compare(value, condition.value()) == 0;
      case "ne" -> compare(value, condition.value()) != 0;
      case "gt" -> compare(value, condition.value()) > 0;
      case "le" -> compare(value, condition.value()) <= 0;
      case "in" -> isIn(condition.values(), value);
      case "not-in" -> !isIn(condition.values(), value);
      case "begins-with" -> lower(value).startsWith(lower(condition.value()));
      case "not-begin-with" -> !lower(value).startsWith(lower(condition.value()));
      case "eq-userid" -> value.asText().equals(user.toString());
      case "eq-userteams" -> isTeam(value);
      case "eq-useroruserteams" -> value.asText().equals(user.toString()) || isTeam(value);
      case "eq-businessid" -> value.asText().equals(businessUnit.toString());
      default -> throw new IllegalArgumentException("The oracle does not know " + condition);
    };
  }

  private boolean isTeam(JsonNode value) {
    return teams.stream().anyMatch(team -> team.toString().equals(value.asText()));
  }

  private static boolean isIn(Collection<JsonNode> values, JsonNode value) {
    return values.stream().anyMatch(v -> compare(value, v) == 0);
  }

  private static int compare(JsonNode left, JsonNode right) {
    return left.isNumber()
        ? Double.compare(left.asDouble(), right.asDouble())
        : lower(left).compareTo(lower(right));
  }

  private static String lower(JsonNode text) {
    return text.asText().toLowerCase(Locale.ROOT);
  }
}
