package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.HierarchyModel;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.User;
import dev.haversack.dataset.sync.World.Key;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a filter says of a record, written apart from the engine: the plain reading of the facts.
 */
final class NaiveFilter {

  private final World world;
  private final User user;
  private final Set<UUID> teams;
  private final Set<UUID> below = new HashSet<>();
  private final Set<UUID> teamsBelow;
  private final NaiveCalendar calendar;

  NaiveFilter(World world, User user) {
    this.world = world;
    this.user = user;
    this.calendar = new NaiveCalendar(world, user);
    this.teams = teamsOf(Set.of(user.id()));
    below.add(user.id());
    if (world.hierarchy.model() == HierarchyModel.POSITION) {
      addByPosition();
    } else {
      addByManager();
    }
    this.teamsBelow = teamsOf(below);
  }

  private void addByManager() {
    for (int i = 0; i < world.users.size(); i++) {
      world.users.values().stream()
          .filter(u -> below.contains(u.managerId()))
          .forEach(u -> below.add(u.id()));
    }
  }

  private void addByPosition() {
    for (User other : world.users.values()) {
      UUID at = other.positionId() == null ? null : parentOf(other.positionId());
      for (; at != null; at = parentOf(at)) {
        if (at.equals(user.positionId())) {
          below.add(other.id());
        }
      }
    }
  }

  private UUID parentOf(UUID position) {
    return world.positions.get(position).parentId();
  }

  private Set<UUID> teamsOf(Set<UUID> members) {
    return world.teams.values().stream()
        .filter(team -> members.stream().anyMatch(m -> world.isMember(world.users.get(m), team)))
        .map(Team::id)
        .collect(Collectors.toSet());
  }

  boolean holds(Filter filter, Key key) {
    if (filter instanceof AndFilter and) {
      return and.and().stream().allMatch(part -> holds(part, key));
    }
    if (filter instanceof OrFilter or) {
      return or.or().stream().anyMatch(part -> holds(part, key));
    }
    if (filter instanceof LinkFilter link) {
      return holds(link.link(), key);
    }
    return holds((Condition) filter, key);
  }

  /** As Dynamics 365 reads the types. */
  private boolean holds(Link link, Key key) {
    List<Key> linked =
        world.records.keySet().stream()
            .filter(other -> other.entity().equals(link.entity()))
            .filter(other -> meet(idsOf(other, link.from()), idsOf(key, link.to())))
            .toList();
    boolean one =
        linked.stream().anyMatch(other -> link.filter() == null || holds(link.filter(), other));
    return switch (link.type().wireName()) {
      case "any", "exists", "not all" -> one;
      case "not any" -> !one;
      case "all" -> !linked.isEmpty() && !one;
      default -> throw new IllegalArgumentException(link.toString());
    };
  }

  private static boolean meet(Set<Key> these, Set<Key> those) {
    return these.stream().anyMatch(those::contains);
  }

  /** What an end of a link points to: the record itself, or what its lookup points to. */
  private Set<Key> idsOf(Key key, String attribute) {
    if (attribute.equals(key.entity() + "id")) {
      return Set.of(key);
    }
    JsonNode value = world.records.get(key).attributes().get(attribute);
    if (value == null) {
      return Set.of();
    }
    JsonNode type = world.records.get(key).attributes().get(attribute + "type");
    return world.entities.get(key.entity()).attributes().stream()
        .filter(a -> a.logicalName().equals(attribute))
        .map(NaiveFilter::targets)
        .flatMap(targets ->
            targets.stream()
                .filter(t -> targets.size() == 1 || (type != null && t.equals(type.asText()))))
        .map(target -> new Key(target, UUID.fromString(value.asText())))
        .collect(Collectors.toSet());
  }

  private static List<String> targets(Attribute attribute) {
    if (attribute.logicalName().equals("ownerid")) {
      return List.of("systemuser", "team");
    }
    return attribute.targets() == null
        ? List.of()
        : attribute.targets().stream().map(LookupTarget::entity).toList();
  }

  /** All accounts above one, by their parents. */
  private Set<UUID> above(UUID id) {
    Set<UUID> above = new HashSet<>();
    UUID at = parentOfAccount(id);
    while (at != null && above.add(at)) {
      at = parentOfAccount(at);
    }
    return above;
  }

  private UUID parentOfAccount(UUID id) {
    World.Rec record = world.records.get(new Key("account", id));
    JsonNode parent = record == null ? null : record.attributes().get("parentid");
    return parent == null ? null : UUID.fromString(parent.asText());
  }

  private boolean inHierarchy(Condition condition, UUID id) {
    UUID other = UUID.fromString(condition.value().asText());
    return switch (condition.operator().wireName()) {
      case "under" -> above(id).contains(other);
      case "eq-or-under" -> id.equals(other) || above(id).contains(other);
      case "not-under" -> !above(id).contains(other);
      case "above" -> above(other).contains(id);
      case "eq-or-above" -> id.equals(other) || above(other).contains(id);
      default -> throw new IllegalArgumentException(condition.toString());
    };
  }

  private boolean holds(Condition condition, Key key) {
    if (condition.operator().dependsOnHierarchy()) {
      return inHierarchy(condition, key.id());
    }
    ObjectNode record = world.records.get(key).attributes();
    JsonNode value = record.get(condition.attribute());
    if (value == null || value.isNull()) {
      return Set.of(
              "null",
              "ne",
              "not-like",
              "not-begin-with",
              "not-end-with",
              "ne-userid",
              "ne-businessid")
          .contains(condition.operator().wireName());
    }
    if (condition.valueOf() != null) {
      JsonNode other = record.get(condition.valueOf());
      return other == null
          ? condition.operator().wireName().equals("ne")
          : holds(new Condition(condition.attribute(), condition.operator(), other, null), value);
    }
    return condition.operator().dependsOnTime()
        ? calendar.holds(condition, value.asText())
        : holds(condition, value);
  }

  private boolean holds(Condition condition, JsonNode value) {
    return switch (condition.operator().wireName()) {
      case "null" -> false;
      case "not-null" -> true;
      case "eq" -> compare(value, condition.value()) == 0;
      case "ne" -> compare(value, condition.value()) != 0;
      case "gt" -> compare(value, condition.value()) > 0;
      case "ge" -> compare(value, condition.value()) >= 0;
      case "lt" -> compare(value, condition.value()) < 0;
      case "le" -> compare(value, condition.value()) <= 0;
      case "between" -> isBetween(condition, value);
      case "not-between" -> !isBetween(condition, value);
      case "like" -> isLike(lower(value), lower(condition.value()));
      case "not-like" -> !isLike(lower(value), lower(condition.value()));
      case "ends-with" -> lower(value).endsWith(lower(condition.value()));
      case "not-end-with" -> !lower(value).endsWith(lower(condition.value()));
      case "in" -> isIn(condition.values(), value);
      case "not-in" -> !isIn(condition.values(), value);
      case "contain-values" -> containsAny(condition, value);
      case "not-contain-values" -> !containsAny(condition, value);
      case "begins-with" -> lower(value).startsWith(lower(condition.value()));
      case "not-begin-with" -> !lower(value).startsWith(lower(condition.value()));
      case "eq-userid" -> is(value, user.id());
      case "ne-userid" -> !is(value, user.id());
      case "eq-userteams" -> isOneOf(value, teams);
      case "eq-useroruserteams" -> is(value, user.id()) || isOneOf(value, teams);
      case "eq-useroruserhierarchy" -> isOneOf(value, below);
      case "eq-useroruserhierarchyandteams" -> isOneOf(value, below) || isOneOf(value, teamsBelow);
      case "eq-businessid" -> is(value, user.businessUnitId());
      case "ne-businessid" -> !is(value, user.businessUnitId());
      case "eq-userlanguage" ->
          value.asInt() == -1
              || (user.languageCode() != null && value.asInt() == user.languageCode());
      default -> throw new IllegalArgumentException("The oracle does not know " + condition);
    };
  }

  private static boolean containsAny(Condition condition, JsonNode chosen) {
    for (JsonNode one : chosen) {
      if (isIn(condition.values(), one)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBetween(Condition condition, JsonNode value) {
    return compare(value, condition.values().get(0)) >= 0
        && compare(value, condition.values().get(1)) <= 0;
  }

  /** Letter by letter: any of them, one of them, one of some, or one of none of some. */
  private static boolean isLike(String text, String pattern) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    if (pattern.charAt(0) == '%') {
      return isLike(text, pattern.substring(1))
          || (!text.isEmpty() && isLike(text.substring(1), pattern));
    }
    if (text.isEmpty()) {
      return false;
    }
    int end = pattern.charAt(0) == '[' ? pattern.indexOf(']') + 1 : 1;
    return isOne(text.charAt(0), pattern.substring(0, end))
        && isLike(text.substring(1), pattern.substring(end));
  }

  private static boolean isOne(char letter, String pattern) {
    if (!pattern.startsWith("[")) {
      return pattern.equals("_") || pattern.charAt(0) == letter;
    }
    boolean without = pattern.charAt(1) == '^';
    String some = pattern.substring(without ? 2 : 1, pattern.length() - 1);
    boolean among =
        some.length() == 3 && some.charAt(1) == '-'
            ? letter >= some.charAt(0) && letter <= some.charAt(2)
            : some.indexOf(letter) >= 0;
    return among != without;
  }

  private static boolean is(JsonNode value, UUID id) {
    return value.asText().equals(id.toString());
  }

  private static boolean isOneOf(JsonNode value, Set<UUID> ids) {
    return ids.stream().anyMatch(id -> is(value, id));
  }

  private static boolean isIn(Collection<JsonNode> values, JsonNode value) {
    return values.stream().anyMatch(v -> compare(value, v) == 0);
  }

  private static int compare(JsonNode left, JsonNode right) {
    return left.isNumber()
        ? left.decimalValue().compareTo(right.decimalValue())
        : lower(left).compareTo(lower(right));
  }

  private static String lower(JsonNode text) {
    return text.asText().toLowerCase(Locale.ROOT);
  }
}
