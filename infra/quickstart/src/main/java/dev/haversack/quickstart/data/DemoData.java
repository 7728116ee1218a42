package dev.haversack.quickstart.data;

import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.NewRecord;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import dev.haversack.contract.model.User;
import dev.haversack.quickstart.data.OrganizationData.AssignedDraft;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A small organization with made-up names: a seller of outdoor goods with two regional offices. */
public final class DemoData {

  private static final DemoIds IDS = new DemoIds("demo");
  private static final SalesRoles ROLES = new SalesRoles(IDS);
  private static final BigDecimal GREAT_REVENUE = new BigDecimal("10000000");
  private static final LocalDate CLOSED_SINCE = LocalDate.of(2026, 7, 1);
  private static final UUID NORTH = IDS.of("businessunit", "North");
  private static final UUID SOUTH = IDS.of("businessunit", "South");

  private DemoData() {}

  /** The organization; the same at every call. */
  public static OrganizationData organization() {
    List<User> users = users();
    Team keyAccounts =
        team("Key accounts North", NORTH, List.of(id("anna"), id("ben")), List.of(ROLES.agentId()));
    Team managers = team("Managers", IDS.organization(), List.of(id("mira"), id("tom")), List.of());
    return new OrganizationData(
        IDS.organization(),
        "Ridge & Valley Outdoor",
        List.of(
            new BusinessUnit(NORTH, "North", IDS.organization()),
            new BusinessUnit(SOUTH, "South", IDS.organization())),
        ROLES.all(),
        users,
        List.of(keyAccounts, managers),
        SalesSetup.entities(CLOSED_SINCE),
        List.of(
            new AssignedDraft(
                SalesSetup.agents(IDS, GREAT_REVENUE),
                List.of(id("anna"), id("ben"), id("carla")),
                List.of()),
            new AssignedDraft(SalesSetup.managers(IDS), List.of(), List.of(managers.id()))),
        records(keyAccounts.id()),
        List.of(),
        new Cast("admin", "mira", "anna", "ben"));
  }

  private static Map<String, List<NewRecord>> records(UUID keyAccounts) {
    DemoRecords records = new DemoRecords(IDS, keyAccounts);
    Map<String, List<NewRecord>> all = new LinkedHashMap<>();
    all.put("product", records.products());
    all.put("account", records.accounts());
    all.put("contact", records.contacts());
    all.put("opportunity", records.opportunities());
    return all;
  }

  private static List<User> users() {
    return List.of(
        user("admin", "Administrator", IDS.organization(), null, ROLES.adminId()),
        user("mira", "Mira Solberg", NORTH, null, ROLES.managerId()),
        user("tom", "Tom Okafor", SOUTH, null, ROLES.managerId()),
        user("anna", "Anna Lindqvist", NORTH, id("mira"), ROLES.agentId()),
        user("ben", "Ben Carrow", NORTH, id("mira"), ROLES.agentId()),
        user("carla", "Carla Menotti", SOUTH, id("tom"), ROLES.agentId()));
  }

  private static User user(
      String userName, String fullName, UUID unit, @Nullable UUID manager, UUID role) {
    return new User(id(userName), userName, fullName, unit, manager, List.of(role), true);
  }

  private static Team team(String name, UUID unit, List<UUID> members, List<UUID> roles) {
    return new Team(IDS.of("team", name), name, TeamKind.OWNER, unit, members, roles);
  }

  private static UUID id(String userName) {
    return IDS.of("systemuser", userName);
  }
}
