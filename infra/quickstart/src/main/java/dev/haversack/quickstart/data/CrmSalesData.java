package dev.haversack.quickstart.data;

import dev.haversack.contract.model.NewRecord;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import dev.haversack.contract.model.User;
import dev.haversack.quickstart.data.OrganizationData.AssignedDraft;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The practice data set "CRM Sales Opportunities" as an organization. Nothing of it is dropped:
 * what is not as it should be is loaded as sensibly as it can be, and reported.
 */
public final class CrmSalesData {

  /** The data ends with 2017: what was closed in its last quarter still goes offline. */
  private static final LocalDate CLOSED_SINCE = LocalDate.of(2017, 10, 1);

  /** The eight greatest of the 85 accounts. */
  private static final BigDecimal GREAT_REVENUE = new BigDecimal("5000000000");

  private CrmSalesData() {}

  /**
   * Reads {@code accounts.csv}, {@code products.csv}, {@code sales_teams.csv} and {@code
   * sales_pipeline.csv}.
   *
   * @throws DataFolderException when the folder, a file or a column is missing, or a file cannot be
   *     read
   */
  public static OrganizationData read(Path path) {
    FaultLog faults = new FaultLog();
    DemoIds ids = new DemoIds("crm-sales-opportunities");
    SalesRoles roles = new SalesRoles(ids);
    CrmFolder folder = new CrmFolder(path, faults);
    CrmDirectory directory = CrmDirectory.read(folder, ids, roles, faults);
    CrmProducts products = CrmProducts.read(folder, ids, faults);
    CrmAccounts accounts = CrmAccounts.read(folder, ids, faults);
    CrmOpportunities opportunities =
        new CrmOpportunities(directory, products, accounts, ids, faults);
    opportunities.read(folder);
    Map<String, List<NewRecord>> records = new LinkedHashMap<>();
    records.put("product", products.records());
    records.put("account", accounts.records(opportunities::ownerOf));
    records.put("opportunity", opportunities.records());
    Team managers = managersTeam(ids, directory);
    return new OrganizationData(
        ids.organization(),
        "CRM Sales Opportunities",
        directory.units(),
        roles.all(),
        directory.users(),
        List.of(managers),
        SalesSetup.entities(CLOSED_SINCE),
        profiles(ids, directory, managers),
        records,
        faults.faults(),
        cast(directory, opportunities));
  }

  private static Team managersTeam(DemoIds ids, CrmDirectory directory) {
    return new Team(
        ids.of("team", "Managers"),
        "Managers",
        TeamKind.OWNER,
        ids.organization(),
        directory.managers().stream().map(User::id).toList(),
        List.of());
  }

  private static List<AssignedDraft> profiles(DemoIds ids, CrmDirectory directory, Team managers) {
    List<UUID> agents = directory.agents().values().stream().map(User::id).distinct().toList();
    return List.of(
        new AssignedDraft(SalesSetup.agents(ids, GREAT_REVENUE), agents, List.of()),
        new AssignedDraft(SalesSetup.managers(ids), List.of(), List.of(managers.id())));
  }

  /** The first manager with two agents in his own unit who have opportunities. */
  private static Cast cast(CrmDirectory directory, CrmOpportunities opportunities) {
    String admin = directory.admin().userName();
    for (User manager : directory.managers()) {
      List<User> agents =
          directory.agents().values().stream()
              .filter(agent -> manager.id().equals(agent.managerId()))
              .filter(agent -> manager.businessUnitId().equals(agent.businessUnitId()))
              .filter(agent -> opportunities.ownedBy(agent) > 0)
              .toList();
      if (agents.size() >= 2) {
        return new Cast(
            admin, manager.userName(), agents.get(0).userName(), agents.get(1).userName());
      }
    }
    throw new DataFolderException(
        "No manager of sales_teams.csv has two agents with opportunities in his own office");
  }
}
