package dev.haversack.quickstart.data;

import dev.haversack.contract.model.NewRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The accounts out of {@code accounts.csv}. */
final class CrmAccounts {

  private static final List<String> COLUMNS =
      List.of(
          "account",
          "sector",
          "year_established",
          "revenue",
          "employees",
          "office_location",
          "subsidiary_of");

  /** The file gives revenues in millions. */
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /** Misspellings in the file. They are put right, because filters compare such values. */
  private static final Map<String, String> SPELLINGS =
      Map.of("technolgy", "technology", "Philipines", "Philippines");

  private final DemoIds ids;
  private final FaultLog faults;
  private final Map<String, CrmRow> rows = new LinkedHashMap<>();

  private CrmAccounts(DemoIds ids, FaultLog faults) {
    this.ids = ids;
    this.faults = faults;
  }

  static CrmAccounts read(CrmFolder folder, DemoIds ids, FaultLog faults) {
    CrmAccounts accounts = new CrmAccounts(ids, faults);
    for (CrmRow row : folder.rows("accounts.csv", COLUMNS)) {
      String name = row.textOrEmpty("account");
      if (name.isEmpty()) {
        name = "Account of line " + row.line();
        faults.note("account without a name", "named after its line", row.where());
      }
      if (accounts.rows.putIfAbsent(name, row) != null) {
        faults.note("account named twice", "the first line counts", row.where() + ": " + name);
      }
    }
    return accounts;
  }

  /** The account that a row names; none when there is no such account, which is noted. */
  Optional<UUID> named(CrmRow row) {
    Optional<String> name = row.text("account");
    if (name.isEmpty()) {
      faults.note("opportunity without an account", "loaded without a customer", row.where());
      return Optional.empty();
    }
    if (!rows.containsKey(name.get())) {
      faults.note(
          "opportunity with an unknown account",
          "loaded without a customer",
          row.where() + ": " + name.get());
      return Optional.empty();
    }
    return name.map(this::id);
  }

  /**
   * The records, parents before their subsidiaries.
   *
   * @param owners the owner of each account
   */
  List<NewRecord> records(Function<String, UUID> owners) {
    Set<String> ordered = new LinkedHashSet<>();
    Map<String, String> parents = parents();
    for (String name : rows.keySet()) {
      addAfterParents(name, parents, ordered);
    }
    List<NewRecord> records = new ArrayList<>();
    for (String name : ordered) {
      Optional<UUID> parent = Optional.ofNullable(parents.get(name)).map(this::id);
      records.add(record(name, parent, owners.apply(name)));
    }
    return records;
  }

  private NewRecord record(String name, Optional<UUID> parent, UUID owner) {
    CrmRow row = java.util.Objects.requireNonNull(rows.get(name));
    return new Values()
        .text("name", name)
        .text("sector", spelled(row, "sector"))
        .text("address1_country", spelled(row, "office_location"))
        .amount("revenue", row.number("revenue", faults).map(MILLION::multiply))
        .integer("numberofemployees", row.integer("employees", faults))
        .integer("crm_yearestablished", row.integer("year_established", faults))
        .lookup("parentaccountid", parent)
        .owner(owner)
        .state(0, 1)
        .record(id(name));
  }

  private Optional<String> spelled(CrmRow row, String column) {
    return row.text(column)
        .map(text -> {
          String right = SPELLINGS.get(text);
          if (right == null) {
            return text;
          }
          faults.note(column + " \"" + text + "\"", "written \"" + right + "\"", row.where());
          return right;
        });
  }

  private Map<String, String> parents() {
    Map<String, String> parents = new LinkedHashMap<>();
    rows.forEach((name, row) ->
        row.text("subsidiary_of").ifPresent(parent -> addParent(name, parent, row, parents)));
    return parents;
  }

  private void addParent(String name, String parent, CrmRow row, Map<String, String> parents) {
    if (!rows.containsKey(parent)) {
      faults.note(
          "subsidiary of an unknown account",
          "loaded without a parent",
          row.where() + ": " + parent);
      return;
    }
    String above = parent;
    while (above != null) {
      if (above.equals(name)) {
        faults.note(
            "account that is its own parent in the end", "loaded without a parent", row.where());
        return;
      }
      above = parents.get(above);
    }
    parents.put(name, parent);
  }

  private static void addAfterParents(
      String name, Map<String, String> parents, Set<String> ordered) {
    String parent = parents.get(name);
    if (parent != null) {
      addAfterParents(parent, parents, ordered);
    }
    ordered.add(name);
  }

  private UUID id(String name) {
    return ids.of("account", name);
  }
}
