package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Association;
import dev.haversack.contract.model.AssociationDirection;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.FiscalCalendar;
import dev.haversack.contract.model.FiscalTemplate;
import dev.haversack.contract.model.HierarchyModel;
import dev.haversack.contract.model.HierarchySecurity;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.LinkType;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.contract.model.Ownership;
import dev.haversack.contract.model.Position;
import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import dev.haversack.contract.model.User;
import dev.haversack.contract.model.WeekDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random configuration and records; the same for the same seed. */
final class Chance {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> THINGS = List.of("thing", "part", "stock");
  private static final List<String> NAMES = List.of("Alpine", "alpine", "Base camp", "Cliff", "c");
  private static final List<String> ZONES =
      List.of("Europe/Zurich", "Asia/Kathmandu", "America/New_York", "Pacific/Kiritimati");
  private static final Set<Operator> HOURLY =
      Set.of(
          Operator.LAST_X_HOURS,
          Operator.NEXT_X_HOURS,
          Operator.OLDERTHAN_X_HOURS,
          Operator.OLDERTHAN_X_MINUTES);
  private static final List<Integer> LANGUAGES = List.of(1033, 1031);
  private static final List<String> CITIES = List.of("Bern", "Basel", "Genf");

  final Random random;
  private final World world;
  private final Map<String, Thing> things = new LinkedHashMap<>();

  /** How many units were dissolved. */
  int dissolved;

  Chance(World world, long seed) {
    this.world = world;
    this.random = new Random(seed);
  }

  UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  <T> T any(Collection<T> from) {
    return List.copyOf(from).get(random.nextInt(from.size()));
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  <T> List<T> some(Collection<T> from) {
    return from.stream().filter(x -> oneIn(3)).toList();
  }

  void organization() {
    var everything = new OfflineSettings(true, new AndFilter(List.of()), null);
    world.standardEntities(everything);
    List<String> names = THINGS.subList(0, 1 + random.nextInt(THINGS.size()));
    List<String> all = Stream.concat(world.entities.keySet().stream(), names.stream()).toList();
    names.forEach(name -> things.put(name, new Thing(this, name, all)));
    things.forEach(
        (name, thing) -> world.define(name, thing.ownership(), thing.attributes(), everything));
    List.copyOf(world.entities.keySet()).forEach(e -> world.enable(e, offline(e)));
    for (int i = 0; i < 4; i++) {
      UUID parent = i == 0 ? null : any(world.units.keySet());
      UUID id = id();
      world.units.put(id, new BusinessUnit(id, "u" + i, parent));
    }
    for (int i = 0; i < 4; i++) {
      role(id());
    }
    for (int i = 0; i < 4; i++) {
      UUID parent = i == 0 || oneIn(4) ? null : any(world.positions.keySet());
      UUID id = id();
      world.positions.put(id, new Position(id, "p" + i, parent));
    }
    hierarchy();
    for (int i = 0; i < 5; i++) {
      user(id());
    }
    for (int i = 0; i < 3; i++) {
      team(id());
    }
    for (int i = 0; i < 2; i++) {
      UUID id = id();
      world.publish(id, items());
      assign(id);
    }
  }

  void user(UUID id) {
    world.users.put(
        id,
        new User(
            id,
            "n",
            "n",
            any(world.units.keySet()),
            world.users.isEmpty() || oneIn(3) ? null : any(world.users.keySet()),
            oneIn(3) ? null : any(world.positions.keySet()),
            some(world.roles.keySet()),
            !oneIn(15),
            oneIn(3) ? null : any(ZONES),
            oneIn(3) ? null : any(LANGUAGES)));
  }

  /** The entity of a new record: in one of four cases one that was made at random. */
  String entity() {
    return switch (random.nextInt(4)) {
      case 0 -> "region";
      case 1 -> any(things.keySet());
      default -> "account";
    };
  }

  UUID unit() {
    return any(world.units.keySet());
  }

  /** What an administrator may secure. */
  List<String> securable(String entity) {
    Thing thing = things.get(entity);
    return thing == null ? List.of("amount", "city", "linkid") : thing.columns();
  }

  /** The rights of a share: reading, and any others. */
  int rights() {
    return 1 | any(List.of(0, 2, 4 | 16, 65536, 262144 | 524288));
  }

  void hierarchy() {
    world.hierarchy =
        new HierarchySecurity(
            any(List.of(HierarchyModel.values())),
            1 + random.nextInt(3),
            null,
            oneIn(2),
            oneIn(8) ? List.of("account") : null);
  }

  /** A unit comes, goes or moves below another one, or a position moves; never below itself. */
  void tree() {
    switch (random.nextInt(4)) {
      case 0 -> {
        UUID id = id();
        world.units.put(id, new BusinessUnit(id, "new", any(world.units.keySet())));
      }
      case 1 -> {
        List<UUID> leaves = world.dissoluble();
        if (!leaves.isEmpty()) {
          world.dissolve(any(leaves));
          dissolved++;
        }
      }
      case 2 -> {
        BusinessUnit moved = any(world.units.values());
        UUID above = any(world.units.keySet());
        if (moved.parentId() != null
            && !isBelow(above, moved.id(), unit -> world.units.get(unit).parentId())) {
          world.units.put(moved.id(), new BusinessUnit(moved.id(), moved.name(), above));
        }
      }
      default -> {
        Position moved = any(world.positions.values());
        UUID above = oneIn(4) ? null : any(world.positions.keySet());
        if (!isBelow(above, moved.id(), position -> world.positions.get(position).parentId())) {
          world.positions.put(moved.id(), new Position(moved.id(), moved.name(), above));
        }
      }
    }
  }

  private static boolean isBelow(
      @Nullable UUID from, UUID above, Function<UUID, @Nullable UUID> parentOf) {
    for (UUID at = from; at != null; at = parentOf.apply(at)) {
      if (at.equals(above)) {
        return true;
      }
    }
    return false;
  }

  void team(UUID id) {
    boolean access = oneIn(5);
    if (!access && oneIn(3)) {
      UUID unit = any(world.units.keySet());
      world.teams.put(
          id, new Team(id, "d", TeamKind.OWNER, unit, List.of(), some(world.roles.keySet()), true));
      return;
    }
    world.teams.put(
        id,
        new Team(
            id,
            "t",
            access ? TeamKind.ACCESS : TeamKind.OWNER,
            any(world.units.keySet()),
            some(world.users.keySet()),
            access ? List.of() : some(world.roles.keySet())));
  }

  void role(UUID id) {
    List<Privilege> privileges =
        new ArrayList<>(List.of(read(oneIn(3) ? "*" : "account"), read("region")));
    things.keySet().forEach(name -> privileges.add(read(name)));
    world.roles.put(id, new Role(id, "r", any(List.of(PrivilegeInheritance.values())), privileges));
  }

  private Privilege read(String entity) {
    Depth depth = any(List.of(Depth.values()));
    return new Privilege(entity, null, depth, null, null, null, null, null, null);
  }

  void assign(UUID profile) {
    world.assignments.put(
        profile,
        new ProfileAssignments(
            world.users.keySet().stream().filter(u -> !oneIn(3)).toList(),
            some(world.teams.keySet())));
  }

  OfflineSettings offline(String entity) {
    Filter filter =
        oneIn(12) ? null : oneIn(2) ? new AndFilter(List.of()) : filter(entity, 1, false);
    return new OfflineSettings(!oneIn(12), filter, null);
  }

  List<ProfileItem> items() {
    List<ProfileItem> items = new ArrayList<>();
    boolean related = oneIn(2);
    if (!oneIn(8)) {
      items.add(item("account"));
    }
    if (!oneIn(3)) {
      items.add(item("region"));
    }
    things.keySet().stream().filter(name -> oneIn(2)).forEach(name -> items.add(item(name)));
    return items.stream()
        .map(item -> related ? withAssociations(item) : item)
        .map(item -> oneIn(2) ? followable(item) : item)
        .toList();
  }

  private ProfileItem withAssociations(ProfileItem item) {
    List<Association> all = new ArrayList<>(standardAssociations(item.entity()));
    things.values().forEach(thing -> all.addAll(thing.associations(item.entity())));
    return new ProfileItem(
        item.entity(),
        oneIn(3) ? Distribution.RELATED : item.distribution(),
        item.ownedByMe(),
        item.ownedByMyTeams(),
        item.ownedByMyBusinessUnit(),
        item.filter(),
        item.columns(),
        some(all),
        item.canBeFollowed());
  }

  private static List<Association> standardAssociations(String entity) {
    return switch (entity) {
      case "account" ->
          List.of(
              parent("account_parent"),
              parent("account_region"),
              parent("link_account"),
              parent("link_region"),
              children("account_parent"),
              children("link_account"),
              children("region_head"));
      case "region" ->
          List.of(parent("region_head"), children("account_region"), children("link_region"));
      default -> List.of();
    };
  }

  private static ProfileItem followable(ProfileItem item) {
    return new ProfileItem(
        item.entity(),
        item.distribution(),
        item.ownedByMe(),
        item.ownedByMyTeams(),
        item.ownedByMyBusinessUnit(),
        item.filter(),
        item.columns(),
        item.associations(),
        true);
  }

  private static Association parent(String relationship) {
    return new Association(relationship, AssociationDirection.PARENT);
  }

  private static Association children(String relationship) {
    return new Association(relationship, AssociationDirection.CHILDREN);
  }

  private ProfileItem item(String entity) {
    Thing thing = things.get(entity);
    List<String> columns =
        oneIn(3) ? some(thing == null ? List.of("amount", "city") : thing.columns()) : null;
    Ownership ownership = world.entities.get(entity).ownership();
    boolean owned = ownership == Ownership.USER;
    if (ownership == Ownership.NONE) {
      return new ProfileItem(entity, Distribution.RELATED, false, false, false, null, columns);
    }
    return switch (random.nextInt(ownership == Ownership.ORGANIZATION ? 2 : 4)) {
      case 0 -> new ProfileItem(entity, Distribution.ALL, false, false, false, null, columns);
      case 3 ->
          new ProfileItem(
              entity,
              Distribution.ORGANIZATION,
              owned && oneIn(2),
              owned && oneIn(2),
              true,
              null,
              columns);
      default ->
          new ProfileItem(
              entity, Distribution.CUSTOM, false, false, false, filter(entity, 2, true), columns);
    };
  }

  private Filter filter(String entity, int depth, boolean withCaller) {
    int kind = depth == 0 ? 2 : random.nextInt(4);
    if (kind == 2) {
      return withCaller && oneIn(2) ? callerCondition(entity) : condition(entity);
    }
    List<Link> links = links(entity);
    if (kind == 3 && !links.isEmpty()) {
      return new LinkFilter(link(any(links), depth - 1, withCaller));
    }
    List<Filter> parts = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      parts.add(filter(entity, depth - 1, withCaller));
    }
    return oneIn(2) ? new AndFilter(parts) : new OrFilter(parts);
  }

  /** Up, down and sideways; conditions on the caller only where one linked record is asked for. */
  private Link link(Link link, int depth, boolean withCaller) {
    return oneIn(4)
        ? link
        : link.with(
            filter(link.entity(), Math.min(depth, 1), withCaller && link.type().asksForOne()));
  }

  private List<Link> links(String entity) {
    List<Link> links = new ArrayList<>(standardLinks(entity));
    things.values().forEach(thing -> links.addAll(thing.links(entity)));
    return links;
  }

  private List<Link> standardLinks(String entity) {
    return switch (entity) {
      case "account" ->
          List.of(
              link("account", "accountid", "parentid"),
              link("account", "parentid", "accountid"),
              link("account", "regionid", "regionid"),
              link("account", "linkid", "linkid"),
              link("account", "ownerid", "ownerid"),
              link("region", "regionid", "regionid"),
              link("region", "regionid", "linkid"),
              link("region", "headid", "accountid"),
              link("region", "headid", "parentid"));
      case "region" ->
          List.of(
              link("account", "regionid", "regionid"),
              link("account", "linkid", "regionid"),
              link("account", "accountid", "headid"),
              link("account", "parentid", "headid"));
      default -> List.of();
    };
  }

  Link link(String entity, String from, String to) {
    return new Link(any(List.of(LinkType.values())), entity, from, to, null);
  }

  private Condition callerCondition(String entity) {
    Thing thing = things.get(entity);
    if (thing != null) {
      return thing.callerCondition();
    }
    if (entity.equals("region")) {
      return oneIn(2)
          ? new Condition("responsibleid", Operator.EQ_USERORUSERTEAMS, null, null)
          : new Condition("language", Operator.EQ_USERLANGUAGE, null, null);
    }
    return switch (random.nextInt(10)) {
      case 4 -> new Condition("ownerid", Operator.NE_USERID, null, null);
      case 5 -> new Condition("responsibleid", Operator.NE_USERID, null, null);
      case 6 -> new Condition("ownerid", Operator.EQ_USERORUSERHIERARCHY, null, null);
      case 7 -> new Condition("responsibleid", Operator.EQ_USERORUSERHIERARCHYANDTEAMS, null, null);
      case 8 -> new Condition("language", Operator.EQ_USERLANGUAGE, null, null);
      case 9 -> new Condition("owningbusinessunit", Operator.NE_BUSINESSID, null, null);
      case 0 -> new Condition("ownerid", Operator.EQ_USERID, null, null);
      case 1 -> new Condition("ownerid", Operator.EQ_USERTEAMS, null, null);
      case 2 -> new Condition("ownerid", Operator.EQ_USERORUSERTEAMS, null, null);
      case 3 -> new Condition("owningbusinessunit", Operator.EQ_BUSINESSID, null, null);
      default -> new Condition("responsibleid", Operator.EQ_USERORUSERTEAMS, null, null);
    };
  }

  private Condition condition(String entity) {
    Thing thing = things.get(entity);
    if (thing != null) {
      return thing.condition();
    }
    if (oneIn(2)) {
      return oneIn(2)
          ? timeCondition("due", AttributeType.DATE)
          : timeCondition("seen", AttributeType.DATETIME);
    }
    if (entity.equals("account") && oneIn(4)) {
      return one(
          "accountid",
          any(
              List.of(
                  Operator.UNDER,
                  Operator.EQ_OR_UNDER,
                  Operator.NOT_UNDER,
                  Operator.ABOVE,
                  Operator.EQ_OR_ABOVE)),
          JSON.textNode(account().toString()));
    }
    return switch (random.nextInt(12)) {
      case 10 -> new Condition("tags", Operator.CONTAIN_VALUES, null, tags());
      case 11 -> new Condition("tags", Operator.NOT_CONTAIN_VALUES, null, tags());
      case 8 -> new Condition("name", Operator.NE, null, null, "city");
      case 0 -> one("statecode", Operator.EQ, JSON.numberNode(random.nextInt(2)));
      case 1 -> one("statecode", Operator.NE, JSON.numberNode(random.nextInt(2)));
      case 2 -> one("amount", Operator.GT, JSON.numberNode(random.nextInt(100)));
      case 3 -> one("amount", Operator.LE, JSON.numberNode(random.nextInt(100)));
      case 4 -> one("name", Operator.BEGINS_WITH, JSON.textNode(any(List.of("A", "b", "C"))));
      case 5 -> one("name", Operator.NOT_BEGIN_WITH, JSON.textNode(any(List.of("a", "C"))));
      case 6 -> new Condition("city", any(List.of(Operator.NULL, Operator.NOT_NULL)), null, null);
      case 7 -> new Condition("city", Operator.IN, null, cities());
      default -> new Condition("city", Operator.NOT_IN, null, cities());
    };
  }

  /** Mostly one that is there. */
  private UUID account() {
    List<World.Key> known =
        world.records.keySet().stream().filter(key -> key.entity().equals("account")).toList();
    return known.isEmpty() || oneIn(8) ? id() : any(known).id();
  }

  private List<JsonNode> tags() {
    return List.of(JSON.numberNode(random.nextInt(4)), JSON.numberNode(random.nextInt(4)));
  }

  /** Any operator on time, mostly one whose window moves. */
  Condition timeCondition(String attribute, AttributeType type) {
    Operator operator =
        any(
            List.of(Operator.values()).stream()
                .filter(Operator::dependsOnTime)
                .filter(known -> type == AttributeType.DATETIME || !HOURLY.contains(known))
                .toList());
    return switch (operator.operands()) {
      case DAY -> one(attribute, operator, JSON.textNode(day().toString()));
      case COUNT ->
          one(
              attribute,
              operator,
              JSON.numberNode(1 + random.nextInt(HOURLY.contains(operator) ? 90 : 4)));
      case YEAR -> one(attribute, operator, JSON.numberNode(2025 + random.nextInt(3)));
      case PERIOD -> one(attribute, operator, JSON.numberNode(period()));
      case PERIOD_AND_YEAR ->
          new Condition(
              attribute,
              operator,
              null,
              List.of(JSON.numberNode(period()), JSON.numberNode(2025 + random.nextInt(3))));
      default -> new Condition(attribute, operator, null, null);
    };
  }

  /** The calendar may change later: then years have fewer. */
  private int period() {
    return 1 + random.nextInt(world.fiscal.template().periods());
  }

  LocalDate day() {
    return LocalDate.ofInstant(world.now, ZoneOffset.UTC).plusDays(random.nextInt(15) - 7);
  }

  Instant moment() {
    return world.now.plusSeconds(60L * (random.nextInt(8000) - 4000));
  }

  /** The organization's calendar. */
  void calendar() {
    world.timeZone = any(ZONES);
    world.weekStart = any(List.of(WeekDay.values()));
    world.fiscal =
        new FiscalCalendar(
            1 + random.nextInt(12), 1 + random.nextInt(28), any(List.of(FiscalTemplate.values())));
  }

  /** Time passes: minutes, hours or days. */
  void time() {
    long minutes = any(List.of(1, 7, 60, 1440, 3 * 1440));
    world.now = world.now.plusSeconds(60 * minutes - random.nextInt(2));
  }

  private List<JsonNode> cities() {
    return List.of(JSON.textNode("BERN"), JSON.textNode(any(CITIES)));
  }

  private static Condition one(String attribute, Operator operator, JsonNode value) {
    return new Condition(attribute, operator, value, null);
  }

  ObjectNode values(String entity) {
    Thing thing = things.get(entity);
    if (thing != null) {
      return thing.values();
    }
    ObjectNode values = JSON.objectNode();
    values.put("name", any(NAMES));
    values.put("statecode", random.nextInt(2));
    if (!oneIn(4)) {
      values.put("amount", random.nextInt(100));
    }
    if (!oneIn(3)) {
      values.put("city", any(CITIES));
    }
    if (!oneIn(5)) {
      values.put("due", day().toString());
      values.put("seen", moment().toString());
      values.put("language", any(List.of(1033, 1031, -1)));
    }
    if (oneIn(2)) {
      ArrayNode tags = values.putArray("tags");
      tags().stream().distinct().forEach(tags::add);
    }
    if (oneIn(2)) {
      values.put("responsibleid", owner("account").toString());
    }
    if (entity.equals("region")) {
      lookup(values, "headid", "account");
      return values;
    }
    lookup(values, "parentid", "account");
    lookup(values, "regionid", "region");
    String target = any(List.of("account", "region"));
    lookup(values, "linkid", target);
    if (values.has("linkid")) {
      values.put("linkidtype", oneIn(10) ? "region" : target);
    }
    return values;
  }

  /** Mostly to a record that is there; sometimes to none, or to none yet. */
  void lookup(ObjectNode values, String name, String entity) {
    List<World.Key> known =
        world.records.keySet().stream().filter(key -> key.entity().equals(entity)).toList();
    if (!known.isEmpty() && oneIn(2)) {
      values.put(name, any(known).id().toString());
    } else if (oneIn(10)) {
      values.put(name, id().toString());
    }
  }

  /** Whom a record is shared with: sometimes with everybody. */
  UUID principal() {
    if (oneIn(10)) {
      return world.organization;
    }
    return any(oneIn(2) ? world.users.keySet() : world.teams.keySet());
  }

  @Nullable UUID owner(String entity) {
    if (world.entities.get(entity).ownership() != Ownership.USER) {
      return null;
    }
    return oneIn(3) ? any(world.teams.keySet()) : any(world.users.keySet());
  }
}
