package dev.haversack.quickstart.data;

import dev.haversack.contract.model.NewRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The products out of {@code products.csv}. */
final class CrmProducts {

  private static final List<String> COLUMNS = List.of("product", "series", "sales_price");

  private final Map<String, Product> products = new LinkedHashMap<>();
  private final List<NewRecord> records = new ArrayList<>();

  /** A product as opportunities need it. */
  record Product(UUID id, String name, Optional<BigDecimal> price) {}

  private CrmProducts() {}

  static CrmProducts read(CrmFolder folder, DemoIds ids, FaultLog faults) {
    CrmProducts products = new CrmProducts();
    for (CrmRow row : folder.rows("products.csv", COLUMNS)) {
      String name = row.textOrEmpty("product");
      if (name.isEmpty()) {
        name = "Product of line " + row.line();
        faults.note("product without a name", "named after its line", row.where());
      }
      if (products.products.containsKey(key(name))) {
        faults.note("product named twice", "the first line counts", row.where() + ": " + name);
      } else {
        products.add(name, row, ids, faults);
      }
    }
    return products;
  }

  /** The records, in the order of the file. */
  List<NewRecord> records() {
    return records;
  }

  /**
   * The product that a row names. A name that differs only in blanks and case is the same product,
   * and noted.
   */
  Optional<Product> named(CrmRow row, FaultLog faults) {
    Optional<String> name = row.text("product");
    if (name.isEmpty()) {
      faults.note("opportunity without a product", "loaded without a product", row.where());
      return Optional.empty();
    }
    Optional<Product> found = Optional.ofNullable(products.get(key(name.get())));
    if (found.isEmpty()) {
      faults.note(
          "opportunity with the unknown product \"" + name.get() + "\"",
          "loaded without a product",
          row.where());
    } else if (!found.get().name().equals(name.get())) {
      faults.note(
          "opportunity with the product name \"" + name.get() + "\"",
          "taken as \"" + found.get().name() + "\"",
          row.where());
    }
    return found;
  }

  private void add(String name, CrmRow row, DemoIds ids, FaultLog faults) {
    UUID id = ids.of("product", name);
    Optional<BigDecimal> price = row.number("sales_price", faults);
    products.put(key(name), new Product(id, name, price));
    records.add(
        new Values()
            .text("name", name)
            .text("productnumber", name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "-"))
            .text("crm_series", row.text("series"))
            .amount("price", price)
            .state(0, 1)
            .record(id));
  }

  private static String key(String name) {
    return name.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
  }
}
