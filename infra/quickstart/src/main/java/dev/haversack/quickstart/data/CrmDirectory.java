package dev.haversack.quickstart.data;

import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Business units and users out of {@code sales_teams.csv}: an office is a unit below the root, an
 * agent is a user who reports to his manager, and a manager is in the office of most of his agents.
 */
final class CrmDirectory {

  static final String ADMIN = "admin";

  private static final List<String> COLUMNS = List.of("sales_agent", "manager", "regional_office");

  private final DemoIds ids;
  private final SalesRoles roles;
  private final SignInNames names = new SignInNames();
  private final Map<String, BusinessUnit> units = new LinkedHashMap<>();
  private final Map<String, User> managers = new LinkedHashMap<>();
  private final Map<String, User> agents = new LinkedHashMap<>();
  private final User admin;

  private CrmDirectory(DemoIds ids, SalesRoles roles) {
    this.ids = ids;
    this.roles = roles;
    this.admin = user("Administrator", names.of(ADMIN), ids.organization(), null, roles.adminId());
  }

  static CrmDirectory read(CrmFolder folder, DemoIds ids, SalesRoles roles, FaultLog faults) {
    CrmDirectory directory = new CrmDirectory(ids, roles);
    List<CrmRow> rows = folder.rows("sales_teams.csv", COLUMNS);
    rows.forEach(directory::addUnit);
    directory.addManagers(rows);
    rows.forEach(row -> directory.addAgent(row, faults));
    if (directory.agents.isEmpty()) {
      throw new DataFolderException("sales_teams.csv names no sales agents");
    }
    return directory;
  }

  List<BusinessUnit> units() {
    return List.copyOf(units.values());
  }

  List<User> users() {
    List<User> users = new ArrayList<>();
    users.add(admin);
    users.addAll(managers.values());
    agents.values().stream().filter(agent -> !users.contains(agent)).forEach(users::add);
    return users;
  }

  List<User> managers() {
    return List.copyOf(managers.values());
  }

  /** The agents by their names in the files, in the order of the file. */
  Map<String, User> agents() {
    return agents;
  }

  User admin() {
    return admin;
  }

  private void addUnit(CrmRow row) {
    row.text("regional_office")
        .ifPresent(office ->
            units.computeIfAbsent(
                office,
                name -> new BusinessUnit(ids.of("businessunit", name), name, ids.organization())));
  }

  private void addManagers(List<CrmRow> rows) {
    Map<String, Map<UUID, Integer>> offices = new LinkedHashMap<>();
    for (CrmRow row : rows) {
      row.text("manager")
          .ifPresent(manager ->
              offices
                  .computeIfAbsent(manager, name -> new LinkedHashMap<>())
                  .merge(unitId(row), 1, Integer::sum));
    }
    offices.forEach((name, counts) ->
        managers.put(
            name, user(name, names.of(name), mostFrequent(counts), null, roles.managerId())));
  }

  private void addAgent(CrmRow row, FaultLog faults) {
    String name = row.textOrEmpty("sales_agent");
    if (name.isEmpty()) {
      faults.note("sales team without an agent", "only office and manager are taken", row.where());
      return;
    }
    if (agents.containsKey(name)) {
      faults.note("agent named twice", "the first line counts", row.where() + ": " + name);
      return;
    }
    if (row.text("regional_office").isEmpty()) {
      faults.note("agent without a regional office", "put into the root unit", row.where());
    }
    User both = managers.get(name);
    if (both != null) {
      faults.note("manager who is an agent too", "one user, who manages and sells", row.where());
      agents.put(name, both);
      return;
    }
    UUID manager = row.text("manager").map(managers::get).map(User::id).orElse(null);
    if (manager == null) {
      faults.note("agent without a manager", "reports to nobody", row.where());
    }
    agents.put(name, user(name, names.of(name), unitId(row), manager, roles.agentId()));
  }

  private UUID unitId(CrmRow row) {
    BusinessUnit unit = units.get(row.textOrEmpty("regional_office"));
    return unit == null ? ids.organization() : unit.id();
  }

  private static UUID mostFrequent(Map<UUID, Integer> counts) {
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private User user(
      String fullName, String userName, UUID unit, @Nullable UUID manager, UUID role) {
    return new User(
        ids.of("systemuser", fullName), userName, fullName, unit, manager, List.of(role), true);
  }
}
