package dev.haversack.quickstart.data;

import dev.haversack.contract.model.NewRecord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The records of the demo organization. */
final class DemoRecords {

  private final DemoIds ids;
  private final UUID keyAccounts;

  DemoRecords(DemoIds ids, UUID keyAccounts) {
    this.ids = ids;
    this.keyAccounts = keyAccounts;
  }

  List<NewRecord> products() {
    return List.of(
        product("Rucksack 30 l", "Rucksacks", "89.00"),
        product("Rucksack 55 l", "Rucksacks", "149.00"),
        product("Two-person tent", "Tents", "319.00"),
        product("Group tent", "Tents", "1250.00"),
        product("Down sleeping bag", "Sleeping", "229.00"),
        product("Camping stove", "Cooking", "64.50"));
  }

  List<NewRecord> accounts() {
    return List.of(
        account("Alpine Sports", "retail", "4200000", "anna"),
        account("Fjord Trekking", "travel", "1800000", "anna"),
        account("Pinewood Scouts", "associations", "95000", "anna"),
        account("Bergmann Outfitters", "retail", "26000000", "ben"),
        account("Northern Rescue", "public", "7300000", "ben"),
        account("Lakeside Camping", "travel", "640000", "ben"),
        account("Costa Adventures", "travel", "2100000", "carla"),
        account("Southern Stores", "retail", "54000000", "carla"),
        account("Olive Hill School", "education", "310000", "carla"),
        account("Dune Runners", "associations", "120000", "carla"));
  }

  List<NewRecord> contacts() {
    return List.of(
        contact("Ida", "Rasmussen", "Alpine Sports", "anna"),
        contact("Pelle", "Holm", "Fjord Trekking", "anna"),
        contact("Greta", "Nyberg", "Pinewood Scouts", "anna"),
        contact("Jonas", "Bergmann", "Bergmann Outfitters", "ben"),
        contact("Signe", "Dahl", "Northern Rescue", "ben"),
        contact("Marco", "Ferri", "Costa Adventures", "carla"),
        contact("Lucia", "Serra", "Southern Stores", "carla"));
  }

  List<NewRecord> opportunities() {
    return List.of(
        open("200 rucksacks", "Alpine Sports", "Rucksack 30 l", "12500", "anna"),
        open("Rental tents", "Fjord Trekking", "Two-person tent", "9600", "anna"),
        open("Summer camp", "Pinewood Scouts", "Group tent", "5000", "anna"),
        open("Winter range", "Alpine Sports", "Down sleeping bag", "18300", "anna"),
        closed(
            "Stoves for guides",
            "Fjord Trekking",
            "Camping stove",
            "1290",
            1,
            3,
            "2026-09-14",
            "anna"),
        closed(
            "Spring rucksacks",
            "Alpine Sports",
            "Rucksack 55 l",
            "7450",
            1,
            3,
            "2026-03-30",
            "anna"),
        open("Shelter for rescue teams", "Northern Rescue", "Group tent", "25000", "ben"),
        open("Pitch equipment", "Lakeside Camping", "Camping stove", "3225", "ben"),
        open(
            "Sleeping bags for volunteers", "Northern Rescue", "Down sleeping bag", "11450", "ben"),
        closed(
            "Tent trial", "Lakeside Camping", "Two-person tent", "1595", 2, 4, "2026-08-02", "ben"),
        forTeam("Frame contract", "Bergmann Outfitters", "Rucksack 55 l", "74500"),
        forTeam("Shop in shop", "Bergmann Outfitters", "Two-person tent", "31900"),
        open("Desert tours", "Costa Adventures", "Rucksack 55 l", "4470", "carla"),
        open("Autumn range", "Southern Stores", "Down sleeping bag", "45800", "carla"),
        open("Class trips", "Olive Hill School", "Group tent", "6250", "carla"),
        open("Race village", "Dune Runners", "Group tent", "8750", "carla"),
        closed(
            "Stove promotion",
            "Southern Stores",
            "Camping stove",
            "12900",
            1,
            3,
            "2026-10-05",
            "carla"));
  }

  private NewRecord product(String name, String series, String price) {
    return new Values()
        .text("name", name)
        .text(
            "productnumber", name.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]+", "-"))
        .text("crm_series", series)
        .amount("price", Optional.of(new BigDecimal(price)))
        .state(0, 1)
        .record(ids.of("product", name));
  }

  private NewRecord account(String name, String sector, String revenue, String owner) {
    return new Values()
        .text("name", name)
        .text("sector", sector)
        .amount("revenue", Optional.of(new BigDecimal(revenue)))
        .owner(user(owner))
        .state(0, 1)
        .record(ids.of("account", name));
  }

  private NewRecord contact(String first, String last, String account, String owner) {
    return new Values()
        .text("firstname", first)
        .text("lastname", last)
        .text("fullname", first + " " + last)
        .lookup("parentcustomerid", ids.of("account", account))
        .text("parentcustomeridtype", "account")
        .owner(user(owner))
        .state(0, 1)
        .record(ids.of("contact", first + " " + last));
  }

  private NewRecord open(String name, String account, String product, String value, String owner) {
    return opportunity(name, account, product, value)
        .owner(user(owner))
        .state(0, 1)
        .record(ids.of("opportunity", name));
  }

  private NewRecord forTeam(String name, String account, String product, String value) {
    return opportunity(name, account, product, value)
        .teamOwner(keyAccounts)
        .state(0, 1)
        .record(ids.of("opportunity", name));
  }

  private NewRecord closed(
      String name,
      String account,
      String product,
      String value,
      int state,
      int status,
      String day,
      String owner) {
    return opportunity(name, account, product, value)
        .amount("actualvalue", Optional.of(new BigDecimal(value)))
        .text("actualclosedate", day)
        .owner(user(owner))
        .state(state, status)
        .record(ids.of("opportunity", name));
  }

  private Values opportunity(String name, String account, String product, String value) {
    return new Values()
        .text("name", name)
        .lookup("customerid", ids.of("account", account))
        .text("customeridtype", "account")
        .lookup("crm_productid", ids.of("product", product))
        .amount("estimatedvalue", Optional.of(new BigDecimal(value)));
  }

  private UUID user(String userName) {
    return ids.of("systemuser", userName);
  }
}
