package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Association;
import dev.haversack.contract.model.AssociationDirection;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.Ownership;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An entity made at random: who owns its records, of which types its attributes are, and where its
 * lookups lead. One with two lookups may stand between the two sides of a many-to-many
 * relationship.
 */
final class Thing {

  /** The names of its lookups, as far as it has them. */
  static final String UP = "up";

  static final String ACROSS = "across";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> WORDS = List.of("Alpine", "ALP", "alps_1", "Base", "b%e", "");
  private static final List<String> PATTERNS =
      List.of("alp%", "%s%", "_lp%", "[a-b]%", "[^a]%", "%[%]%", "base", "%");
  private static final List<AttributeType> TYPES =
      List.of(
          AttributeType.STRING,
          AttributeType.MEMO,
          AttributeType.INTEGER,
          AttributeType.BIGINT,
          AttributeType.DECIMAL,
          AttributeType.DOUBLE,
          AttributeType.MONEY,
          AttributeType.BOOLEAN,
          AttributeType.CHOICE,
          AttributeType.MULTICHOICE,
          AttributeType.DATE,
          AttributeType.DATETIME,
          AttributeType.UNIQUEIDENTIFIER);
  private static final Set<String> ALWAYS_TAKEN = Set.of("statecode", "statuscode", "modifiedon");
  private static final List<UUID> IDS = List.of(new UUID(5, 1), new UUID(5, 2), new UUID(5, 3));

  private final Chance chance;
  private final String name;
  private final Ownership ownership;
  private final List<Attribute> attributes = new ArrayList<>();
  private final List<Way> ways = new ArrayList<>();

  /** From a lookup of this entity to one that it may lead to. */
  private record Way(String lookup, String target, String relationship) {}

  /**
   * Makes one.
   *
   * @param name its own
   * @param entities where lookups may lead; itself may be among them
   */
  Thing(Chance chance, String name, Collection<String> entities) {
    this.chance = chance;
    this.name = name;
    ownership = chance.any(List.of(Ownership.values()));
    attributes.add(attribute("name", AttributeType.STRING));
    int count = 1 + chance.random.nextInt(4);
    for (int i = 0; i < count; i++) {
      attributes.add(attribute("x" + i, chance.any(TYPES)));
    }
    if (chance.oneIn(2)) {
      attributes.add(attribute("statecode", AttributeType.STATE));
      attributes.add(attribute("statuscode", AttributeType.STATUS));
      attributes.add(attribute("modifiedon", AttributeType.DATETIME));
    }
    addLookup(UP, chance.some(entities));
    addLookup(ACROSS, chance.some(entities));
    if (ownership == Ownership.USER) {
      attributes.add(attribute("ownerid", AttributeType.OWNER));
    }
    if (ownership == Ownership.USER || ownership == Ownership.BUSINESS) {
      attributes.add(attribute("owningbusinessunit", AttributeType.LOOKUP));
    }
  }

  private void addLookup(String lookup, List<String> targets) {
    if (targets.isEmpty()) {
      return;
    }
    List<Way> all = targets.stream().map(target -> way(lookup, target)).toList();
    ways.addAll(all);
    attributes.add(
        attribute(lookup, AttributeType.LOOKUP)
            .withTargets(
                all.stream().map(way -> new LookupTarget(way.target, way.relationship)).toList()));
  }

  private Way way(String lookup, String target) {
    return new Way(lookup, target, name + "_" + lookup + "_" + target);
  }

  Ownership ownership() {
    return ownership;
  }

  List<Attribute> attributes() {
    return attributes;
  }

  /** Attributes that a profile may leave out. */
  List<String> columns() {
    return ownAttributes().map(Attribute::logicalName).toList();
  }

  private Stream<Attribute> ownAttributes() {
    return attributes.stream().filter(a -> a.logicalName().startsWith("x"));
  }

  /** From an entity: up, or down to it. */
  List<Association> associations(String from) {
    Stream<Association> up =
        from.equals(name)
            ? ways.stream().map(w -> new Association(w.relationship, AssociationDirection.PARENT))
            : Stream.of();
    Stream<Association> down =
        ways.stream()
            .filter(way -> way.target.equals(from))
            .map(way -> new Association(way.relationship, AssociationDirection.CHILDREN));
    return Stream.concat(up, down).toList();
  }

  /** Links that a filter on an entity can have with it, or it with others. */
  List<Link> links(String entity) {
    Stream<Link> up =
        entity.equals(name)
            ? ways.stream().map(way -> chance.link(way.target, way.target + "id", way.lookup))
            : Stream.of();
    Stream<Link> down =
        ways.stream()
            .filter(way -> way.target.equals(entity))
            .map(way -> chance.link(name, way.lookup, entity + "id"));
    return Stream.concat(up, down).toList();
  }

  private static Attribute attribute(String name, AttributeType type) {
    return new Attribute(name, name, type, false, false, null, null, null, null, null);
  }

  ObjectNode values() {
    ObjectNode values = JSON.objectNode();
    values.put("name", chance.any(WORDS));
    ownAttributes()
        .filter(attribute -> !chance.oneIn(4))
        .forEach(attribute -> values.set(attribute.logicalName(), value(attribute.type())));
    ways.stream()
        .collect(Collectors.groupingBy(Way::lookup, TreeMap::new, Collectors.toList()))
        .forEach((lookup, leading) -> lead(values, lookup, leading));
    attributes.stream()
        .filter(attribute -> ALWAYS_TAKEN.contains(attribute.logicalName()))
        .forEach(attribute -> values.set(attribute.logicalName(), value(attribute.type())));
    if (ownership == Ownership.BUSINESS) {
      values.put("owningbusinessunit", chance.unit().toString());
    }
    return values;
  }

  private void lead(ObjectNode values, String lookup, List<Way> leading) {
    String target = chance.any(leading).target;
    chance.lookup(values, lookup, target);
    if (values.has(lookup) && leading.size() > 1) {
      values.put(lookup + "type", target);
    }
  }

  private JsonNode value(AttributeType type) {
    return switch (type) {
      case STRING, MEMO -> JSON.textNode(chance.any(WORDS));
      case INTEGER, CHOICE, STATE, STATUS -> JSON.numberNode(chance.random.nextInt(6) - 2);
      case BIGINT -> JSON.numberNode(9_007_199_254_740_993L - chance.random.nextInt(3));
      case DECIMAL, MONEY -> JSON.numberNode((chance.random.nextInt(60) - 20) / 10.0);
      case DOUBLE -> JSON.numberNode(chance.random.nextInt(12) / 4.0);
      case BOOLEAN -> JSON.booleanNode(chance.oneIn(2));
      case MULTICHOICE -> choices(chance.some(List.of(0, 1, 2)));
      case DATE -> JSON.textNode(chance.day().toString());
      case DATETIME -> JSON.textNode(chance.moment().toString());
      case UNIQUEIDENTIFIER -> JSON.textNode(chance.any(IDS).toString());
      case LOOKUP, OWNER -> throw new IllegalArgumentException(type.name());
    };
  }

  private static ArrayNode choices(List<Integer> chosen) {
    ArrayNode choices = JSON.arrayNode();
    chosen.forEach(choices::add);
    return choices;
  }

  /** On one of its attributes, with an operator of its type. */
  Condition condition() {
    Attribute attribute = chance.any(ownAttributes().toList());
    String name = attribute.logicalName();
    if (chance.oneIn(8)) {
      return new Condition(name, chance.any(List.of(Operator.NULL, Operator.NOT_NULL)), null, null);
    }
    return switch (attribute.type()) {
      case STRING, MEMO -> text(name, attribute.type());
      case INTEGER, BIGINT, DECIMAL, DOUBLE, MONEY -> number(name, attribute.type());
      case DATE, DATETIME -> chance.timeCondition(name, attribute.type());
      case MULTICHOICE ->
          listed(
              name,
              chance.any(List.of(Operator.CONTAIN_VALUES, Operator.NOT_CONTAIN_VALUES)),
              AttributeType.CHOICE);
      case BOOLEAN -> one(name, chance.any(List.of(Operator.EQ, Operator.NE)), attribute.type());
      default -> equal(name, attribute.type());
    };
  }

  private Condition text(String name, AttributeType type) {
    return switch (chance.random.nextInt(3)) {
      case 0 ->
          new Condition(
              name,
              chance.any(List.of(Operator.LIKE, Operator.NOT_LIKE)),
              JSON.textNode(chance.any(PATTERNS)),
              null);
      case 1 ->
          new Condition(
              name,
              chance.any(
                  List.of(
                      Operator.BEGINS_WITH,
                      Operator.NOT_BEGIN_WITH,
                      Operator.ENDS_WITH,
                      Operator.NOT_END_WITH)),
              JSON.textNode(chance.any(List.of("a", "AL", "s_1", "e", "%e"))),
              null);
      default -> equal(name, type);
    };
  }

  private Condition number(String name, AttributeType type) {
    List<Operator> compared =
        List.of(Operator.GT, Operator.GE, Operator.LT, Operator.LE, Operator.EQ, Operator.NE);
    List<String> others =
        ownAttributes()
            .filter(a -> a.type() == type)
            .map(Attribute::logicalName)
            .filter(other -> !other.equals(name))
            .toList();
    if (!others.isEmpty() && chance.oneIn(2)) {
      return new Condition(name, chance.any(compared), null, null, chance.any(others));
    }
    return switch (chance.random.nextInt(3)) {
      case 0 -> between(name, type);
      case 1 -> equal(name, type);
      default -> one(name, chance.any(compared), type);
    };
  }

  private Condition between(String name, AttributeType type) {
    return new Condition(
        name,
        chance.any(List.of(Operator.BETWEEN, Operator.NOT_BETWEEN)),
        null,
        List.of(value(type), value(type)));
  }

  private Condition equal(String name, AttributeType type) {
    return chance.oneIn(2)
        ? one(name, chance.any(List.of(Operator.EQ, Operator.NE)), type)
        : listed(name, chance.any(List.of(Operator.IN, Operator.NOT_IN)), type);
  }

  private Condition one(String name, Operator operator, AttributeType type) {
    return new Condition(name, operator, value(type), null);
  }

  private Condition listed(String name, Operator operator, AttributeType type) {
    return new Condition(
        name,
        operator,
        null,
        IntStream.rangeClosed(0, chance.random.nextInt(3)).mapToObj(i -> value(type)).toList());
  }

  /** On who asks, where records belong to somebody; else one of the others. */
  Condition callerCondition() {
    return switch (ownership) {
      case USER ->
          new Condition(
              "ownerid",
              chance.any(
                  List.of(
                      Operator.EQ_USERID,
                      Operator.NE_USERID,
                      Operator.EQ_USERTEAMS,
                      Operator.EQ_USERORUSERTEAMS,
                      Operator.EQ_USERORUSERHIERARCHY,
                      Operator.EQ_USERORUSERHIERARCHYANDTEAMS)),
              null,
              null);
      case BUSINESS ->
          new Condition(
              "owningbusinessunit",
              chance.any(List.of(Operator.EQ_BUSINESSID, Operator.NE_BUSINESSID)),
              null,
              null);
      case ORGANIZATION, NONE -> condition();
    };
  }
}
