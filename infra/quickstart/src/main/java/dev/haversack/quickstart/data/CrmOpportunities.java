package dev.haversack.quickstart.data;

import dev.haversack.contract.model.NewRecord;
import dev.haversack.contract.model.User;
import dev.haversack.quickstart.data.CrmProducts.Product;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The opportunities out of {@code sales_pipeline.csv}. */
final class CrmOpportunities {

  private static final List<String> COLUMNS =
      List.of(
          "opportunity_id",
          "sales_agent",
          "product",
          "account",
          "deal_stage",
          "engage_date",
          "close_date",
          "close_value");

  private final CrmDirectory directory;
  private final CrmProducts products;
  private final CrmAccounts accounts;
  private final DemoIds ids;
  private final FaultLog faults;
  private final List<NewRecord> records = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();
  private final Map<String, Map<String, Integer>> agentsByAccount = new HashMap<>();
  private final Map<UUID, Integer> countsByOwner = new HashMap<>();

  CrmOpportunities(
      CrmDirectory directory,
      CrmProducts products,
      CrmAccounts accounts,
      DemoIds ids,
      FaultLog faults) {
    this.directory = directory;
    this.products = products;
    this.accounts = accounts;
    this.ids = ids;
    this.faults = faults;
  }

  void read(CrmFolder folder) {
    folder.rows("sales_pipeline.csv", COLUMNS).forEach(this::add);
    directory
        .agents()
        .forEach((name, agent) -> {
          if (!countsByOwner.containsKey(agent.id())) {
            faults.note("agent without opportunities", "a user like the others", name);
          }
        });
  }

  /** The records, in the order of the file. */
  List<NewRecord> records() {
    return records;
  }

  /** How many opportunities a user owns. */
  int ownedBy(User user) {
    return countsByOwner.getOrDefault(user.id(), 0);
  }

  /**
   * The agent with most opportunities on an account, of several the first by name; the
   * administrator when there is none.
   */
  UUID ownerOf(String account) {
    Map<String, Integer> agents = agentsByAccount.getOrDefault(account, Map.of());
    if (agents.isEmpty()) {
      faults.note("account without opportunities", "owned by the administrator", account);
      return directory.admin().id();
    }
    String best = "";
    int most = 0;
    for (Map.Entry<String, Integer> agent : new TreeMap<>(agents).entrySet()) {
      if (agent.getValue() > most) {
        best = agent.getKey();
        most = agent.getValue();
      }
    }
    return java.util.Objects.requireNonNull(directory.agents().get(best)).id();
  }

  private void add(CrmRow row) {
    Optional<Product> product = products.named(row, faults);
    Optional<UUID> account = accounts.named(row);
    UUID owner = owner(row, account.isPresent());
    DealStage stage = DealStage.of(row, faults);
    Optional<LocalDate> engaged = row.date("engage_date", faults);
    Optional<LocalDate> closed = row.date("close_date", faults);
    noteDates(row, stage, engaged, closed);
    Values values =
        new Values()
            .text("name", name(product, account.isPresent(), row))
            .text("crm_sourceid", row.text("opportunity_id"))
            .text("stepname", row.text("deal_stage"))
            .lookup("crm_productid", product.map(Product::id))
            .amount("estimatedvalue", product.flatMap(Product::price))
            .amount("actualvalue", row.number("close_value", faults))
            .text("crm_engagedate", engaged)
            .text("actualclosedate", closed)
            .owner(owner)
            .state(stage.state(), stage.status());
    account.ifPresent(id -> values.lookup("customerid", id).text("customeridtype", "account"));
    records.add(values.record(ids.of("opportunity", key(row))));
  }

  private UUID owner(CrmRow row, boolean hasAccount) {
    String name = row.textOrEmpty("sales_agent");
    User agent = directory.agents().get(name);
    if (agent == null) {
      faults.note(
          "opportunity without a known agent",
          "owned by the administrator",
          row.where() + ": " + name);
      return directory.admin().id();
    }
    if (hasAccount) {
      agentsByAccount
          .computeIfAbsent(row.textOrEmpty("account"), account -> new HashMap<>())
          .merge(name, 1, Integer::sum);
    }
    countsByOwner.merge(agent.id(), 1, Integer::sum);
    return agent.id();
  }

  private String key(CrmRow row) {
    String key = row.textOrEmpty("opportunity_id");
    if (key.isEmpty()) {
      faults.note("opportunity without an id", "its id is made of its line", row.where());
      return "line " + row.line();
    }
    if (!keys.add(key)) {
      faults.note(
          "opportunity id used twice",
          "loaded with an id made of its line",
          row.where() + ": " + key);
      return key + " line " + row.line();
    }
    return key;
  }

  private void noteDates(
      CrmRow row, DealStage stage, Optional<LocalDate> engaged, Optional<LocalDate> closed) {
    String label = stage.label();
    if (row.text("engage_date").isEmpty()) {
      faults.note("no engage date, stage " + label, "left empty", row.where());
    }
    if (row.text("close_date").isEmpty()) {
      faults.note("no close date, stage " + label, "left empty", row.where());
    }
    if (row.text("close_value").isEmpty()) {
      faults.note("no close value, stage " + label, "left empty", row.where());
    }
    if (engaged.isPresent() && closed.isPresent() && closed.get().isBefore(engaged.get())) {
      faults.note("closed before it was engaged", "kept as it is", row.where());
    }
  }

  private static String name(Optional<Product> product, boolean hasAccount, CrmRow row) {
    String what = product.map(Product::name).orElse("Opportunity");
    return hasAccount ? what + " for " + row.textOrEmpty("account") : what + ", no account yet";
  }
}
