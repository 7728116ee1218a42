package dev.haversack.bench;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.NewRecord;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import dev.haversack.contract.model.User;
import dev.haversack.quickstart.client.Json;
import dev.haversack.quickstart.data.Cast;
import dev.haversack.quickstart.data.DemoIds;
import dev.haversack.quickstart.data.OrganizationData;
import dev.haversack.quickstart.data.OrganizationData.AssignedDraft;
import dev.haversack.quickstart.data.OrganizationData.EntityNeeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The organization that is measured: some owners of very different numbers of accounts, a team that
 * owns some, and many users who all hold the products.
 */
final class Workforce {

  static final DemoIds IDS = new DemoIds("bench");
  static final String ADMIN = "admin";

  /** Owns {@link #LARGE_COUNT} accounts. */
  static final String LARGE = "large";

  /** Owns as many as are left: 500,000 of a million. */
  static final String HUGE = "huge";

  /** Member of a team that owns {@link #TEAM_COUNT} accounts. */
  static final String MEMBER = "member";

  /** Revenues go up to a million. */
  private static final int RANGE = 50_000;

  static final int LARGE_COUNT = 50_000;
  static final int TEAM_COUNT = 10_000;

  /** How many users download, or wait, together. */
  static final int TOGETHER = 50;

  /** What each of those owns. */
  static final int EACH_COUNT = 2_200;

  static final UUID TEAM = IDS.of("team", "Flip");
  static final UUID FIELD = IDS.of("profile", "Field");

  private static final UUID ROLE = IDS.of("role", "Owner");
  private static final UUID ADMIN_ROLE = IDS.of("role", "Administrator");
  private static final UUID EVERYONE = IDS.of("team", "Everyone");

  private final int users;

  Workforce(int users) {
    this.users = users;
  }

  static String seat(int number) {
    return "seat" + number;
  }

  static UUID user(String name) {
    return IDS.of("systemuser", name);
  }

  OrganizationData organization() {
    List<User> everybody = new ArrayList<>();
    everybody.add(user(ADMIN, ADMIN_ROLE));
    Stream.of(LARGE, HUGE, MEMBER).forEach(name -> everybody.add(user(name, ROLE)));
    IntStream.range(0, users).forEach(i -> everybody.add(user(seat(i), ROLE)));
    List<UUID> ids = everybody.stream().map(User::id).toList();
    return new OrganizationData(
        IDS.organization(),
        "Bench",
        List.of(),
        List.of(role(ADMIN_ROLE, Depth.ORGANIZATION), role(ROLE, Depth.USER)),
        everybody,
        List.of(
            flip(List.of(user(MEMBER))),
            new Team(EVERYONE, "Everyone", TeamKind.ACCESS, IDS.organization(), ids, List.of())),
        List.of(offline("account"), offline("product")),
        List.of(new AssignedDraft(field(), List.of(), List.of(EVERYONE))),
        records(),
        List.of(),
        new Cast(ADMIN, LARGE, HUGE, MEMBER));
  }

  /** The team that owns accounts, with these members. */
  static Team flip(List<UUID> members) {
    return new Team(TEAM, "Flip", TeamKind.OWNER, IDS.organization(), members, List.of(ROLE));
  }

  /** What everybody takes: these accounts, and all products. */
  static Profile field(ProfileItem... accounts) {
    List<ProfileItem> items = new ArrayList<>(List.of(accounts));
    items.add(new ProfileItem("product", Distribution.ALL, false, false, false, null, null));
    return new Profile(FIELD, "Field", null, items, null);
  }

  /** One's own accounts and those of one's teams. */
  static ProfileItem ownAccounts() {
    return new ProfileItem("account", Distribution.ORGANIZATION, true, true, false, null, null);
  }

  /** Accounts with at least this revenue that one owns or one's teams own. */
  static ProfileItem ownAccountsFrom(int revenue) {
    return accounts(
        List.of(new Condition("ownerid", Operator.EQ_USERORUSERTEAMS, null, null), from(revenue)));
  }

  /**
   * A profile for nobody: a slice more, and one of shared accounts. The first takes nearly all
   * accounts; each other one those of a range of revenue, so that an account is in one of them.
   */
  static Profile further(int number) {
    String name = "Further " + number;
    List<Filter> revenue =
        number == 1 ? List.of(from(1)) : List.of(from(number * RANGE), below((number + 1) * RANGE));
    return new Profile(IDS.of("profile", name), name, null, List.of(accounts(revenue)), null);
  }

  private static Condition below(int revenue) {
    return new Condition("revenue", Operator.LT, IntNode.valueOf(revenue), null);
  }

  private static ProfileItem accounts(List<Filter> conditions) {
    return new ProfileItem(
        "account", Distribution.CUSTOM, false, false, false, new AndFilter(conditions), null);
  }

  private static Condition from(int revenue) {
    return new Condition("revenue", Operator.GE, IntNode.valueOf(revenue), null);
  }

  /** One account as a pattern for the others, and products that everybody takes. */
  private static Map<String, List<NewRecord>> records() {
    ObjectNode account =
        Json.object()
            .put("name", "Pattern")
            .put("revenue", 0)
            .put("description", "d".repeat(100))
            .put("ownerid", user(ADMIN).toString());
    Map<String, List<NewRecord>> records = new LinkedHashMap<>();
    records.put("account", List.of(new NewRecord(IDS.of("account", "pattern"), account)));
    records.put(
        "product",
        IntStream.range(0, 100)
            .mapToObj(i ->
                new NewRecord(
                    product(i),
                    Json.object().put("name", "Product " + i).put("productnumber", "P" + i)))
            .toList());
    return records;
  }

  static UUID product(int number) {
    return IDS.of("product", String.valueOf(number));
  }

  private static EntityNeeds offline(String entity) {
    return new EntityNeeds(
        entity, List.of(), new OfflineSettings(true, new AndFilter(List.of()), null));
  }

  private static User user(String name, UUID role) {
    return new User(user(name), name, name, IDS.organization(), null, List.of(role), true);
  }

  private static Role role(UUID id, Depth depth) {
    Privilege everything =
        new Privilege("*", depth, depth, depth, depth, depth, depth, depth, depth);
    Privilege products =
        new Privilege(
            "product", null, Depth.ORGANIZATION, null, null, null, Depth.ORGANIZATION, null, null);
    return new Role(
        id,
        depth.toString(),
        PrivilegeInheritance.DIRECT_USER,
        depth == Depth.ORGANIZATION ? List.of(everything) : List.of(everything, products));
  }
}
