package dev.haversack.quickstart.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.NewRecord;
import dev.haversack.contract.model.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrmSalesDataTest {

  private static final DemoIds IDS = new DemoIds("crm-sales-opportunities");

  @TempDir Path folder;

  private SalesFiles files;

  @BeforeEach
  void filesWithoutFaults() throws IOException {
    files = SalesFiles.withoutFaults(folder);
  }

  @Test
  void officesBecomeUnitsAndAgentsUsersBelowTheirManager() {
    OrganizationData data = CrmSalesData.read(folder);

    assertEquals(
        List.of("East", "West"), data.businessUnits().stream().map(BusinessUnit::name).toList());
    assertTrue(data.businessUnits().stream().allMatch(unit -> data.id().equals(unit.parentId())));
    User manager = data.user("max.lead");
    assertEquals(IDS.of("businessunit", "East"), manager.businessUnitId());
    assertEquals(manager.id(), data.user("zoe.o.three").managerId());
    assertEquals(IDS.of("businessunit", "West"), data.user("zoe.o.three").businessUnitId());
    assertEquals(new Cast("admin", "max.lead", "ann.one", "bob.two"), data.cast());
    assertEquals(List.of(), data.faults());
  }

  @Test
  void valuesGoToTheAttributesOfTheEntities() {
    OrganizationData data = CrmSalesData.read(folder);

    ObjectNode won = opportunity(data, "A1");
    assertEquals("Boot Pro for Mother", won.path("name").asText());
    assertEquals(1, won.path("statecode").asInt());
    assertEquals(3, won.path("statuscode").asInt());
    assertEquals(4000, won.path("actualvalue").asInt());
    assertEquals("2017-03-04", won.path("actualclosedate").asText());
    assertEquals(IDS.of("account", "Mother").toString(), won.path("customerid").asText());
    assertEquals(IDS.of("product", "Boot Pro").toString(), won.path("crm_productid").asText());
    assertEquals(data.user("ann.one").id().toString(), won.path("ownerid").asText());
    ObjectNode mother = attributes(data, "account", IDS.of("account", "Mother"));
    assertEquals(1_100_040_000L, mother.path("revenue").asLong());
    assertEquals(2822, mother.path("numberofemployees").asInt());
  }

  @Test
  void accountsBelongToTheAgentWithMostOpportunitiesAndFollowTheirParents() {
    OrganizationData data = CrmSalesData.read(folder);

    List<UUID> order = data.records().get("account").stream().map(NewRecord::id).toList();
    assertEquals(List.of(IDS.of("account", "Mother"), IDS.of("account", "Daughter")), order);
    assertEquals(
        data.user("bob.two").id().toString(),
        attributes(data, "account", order.getFirst()).path("ownerid").asText());
    assertEquals(
        order.getFirst().toString(),
        attributes(data, "account", order.getLast()).path("parentaccountid").asText());
  }

  @Test
  void readingTwiceGivesTheSame() {
    assertEquals(CrmSalesData.read(folder), CrmSalesData.read(folder));
  }

  @Test
  void aProductNameThatDiffersInBlanksIsMappedAndReported() throws IOException {
    files.pipeline("A5,Ann One,BootPro,Mother,Won,2017-01-02,2017-03-04,4000");

    OrganizationData data = CrmSalesData.read(folder);

    assertEquals(
        IDS.of("product", "Boot Pro").toString(),
        opportunity(data, "A5").path("crm_productid").asText());
    assertReported(data, 1, "product name \"BootPro\"", "taken as \"Boot Pro\"");
  }

  @Test
  void unknownProductsAccountsAgentsAndStagesAreLeftOutAndReported() throws IOException {
    files.pipeline("A5,No Body,Hat,Nowhere,Dreaming,2017-01-02,2017-03-04,4000");

    OrganizationData data = CrmSalesData.read(folder);

    ObjectNode loaded = opportunity(data, "A5");
    assertFalse(loaded.has("crm_productid"));
    assertFalse(loaded.has("customerid"));
    assertEquals(data.user("admin").id().toString(), loaded.path("ownerid").asText());
    assertEquals(0, loaded.path("statecode").asInt());
    assertReported(data, 1, "unknown product \"Hat\"", "without a product");
    assertReported(data, 1, "unknown account", "without a customer");
    assertReported(data, 1, "without a known agent", "owned by the administrator");
    assertReported(data, 1, "unknown deal stage", "loaded as open");
  }

  @Test
  void missingValuesAreCountedByStage() throws IOException {
    files.pipeline(
        "A5,Ann One,Sock,,Prospecting,,,",
        "A6,Ann One,Sock,,Prospecting,,,",
        "A7,Ann One,,Mother,Won,2017-01-02,2017-03-04,4000");

    OrganizationData data = CrmSalesData.read(folder);

    assertEquals("Sock, no account yet", opportunity(data, "A5").path("name").asText());
    assertReported(data, 2, "without an account", "without a customer");
    assertReported(data, 2, "no engage date, stage Prospecting", "left empty");
    assertReported(data, 2, "no close date, stage Prospecting", "left empty");
    assertReported(data, 2, "no close value, stage Prospecting", "left empty");
    assertReported(data, 1, "opportunity without a product", "without a product");
  }

  @Test
  void unreadableValuesAndOddDatesAreReported() throws IOException {
    files.pipeline(
        "A5,Ann One,Sock,Mother,Won,soon,2017-03-04,much",
        "A6,Ann One,Sock,Mother,Won,2017-05-06,2017-03-04,1");

    OrganizationData data = CrmSalesData.read(folder);

    assertFalse(opportunity(data, "A5").has("crm_engagedate"));
    assertFalse(opportunity(data, "A5").has("actualvalue"));
    assertReported(data, 1, "value of engage_date that is no date", "left empty");
    assertReported(data, 1, "value of close_value that is no number", "left empty");
    assertReported(data, 1, "closed before it was engaged", "kept as it is");
  }

  @Test
  void idsThatAreMissingOrUsedTwiceLoseNoRecord() throws IOException {
    files.pipeline(
        "A1,Ann One,Sock,Mother,Won,2017-01-02,2017-03-04,1",
        ",Ann One,Sock,Mother,Won,2017-01-02,2017-03-04,1");

    OrganizationData data = CrmSalesData.read(folder);

    List<UUID> ids = data.records().get("opportunity").stream().map(NewRecord::id).toList();
    assertEquals(6, ids.stream().distinct().count());
    assertReported(data, 1, "opportunity id used twice", "made of its line");
    assertReported(data, 1, "opportunity without an id", "made of its line");
  }

  @Test
  void misspellingsOddParentsAndIdleAccountsAreReported() throws IOException {
    files.write(
        "accounts.csv",
        "account,sector,year_established,revenue,employees,office_location,subsidiary_of",
        "Mother,technolgy,1990,1.0,2,Philipines,Stranger",
        "Daughter,retail,2002,10.5,20,Norway,Twin",
        "Twin,retail,2002,10.5,20,Norway,Daughter",
        "Twin,retail,2002,10.5,20,Norway,");

    OrganizationData data = CrmSalesData.read(folder);

    ObjectNode mother = attributes(data, "account", IDS.of("account", "Mother"));
    assertEquals("technology", mother.path("sector").asText());
    assertEquals("Philippines", mother.path("address1_country").asText());
    assertReported(data, 1, "sector \"technolgy\"", "written \"technology\"");
    assertReported(data, 1, "office_location \"Philipines\"", "written \"Philippines\"");
    assertReported(data, 1, "subsidiary of an unknown account", "without a parent");
    assertReported(data, 1, "its own parent in the end", "without a parent");
    assertReported(data, 1, "account named twice", "first line counts");
    assertReported(data, 1, "account without opportunities", "owned by the administrator");
  }

  @Test
  void oddTeamsAreReported() throws IOException {
    files.write(
        "sales_teams.csv",
        "sales_agent,manager,regional_office",
        "Ann One,Max Lead,East",
        "Bob Two,Max Lead,East",
        "Bob Two,Other,West",
        ",Other,West",
        "Max Lead,,",
        "Zoë Ö'Three,,West",
        "Idle Four,Max Lead,East");

    OrganizationData data = CrmSalesData.read(folder);

    assertEquals(
        1, data.users().stream().filter(user -> user.fullName().equals("Max Lead")).count());
    assertReported(data, 1, "agent named twice", "first line counts");
    assertReported(data, 1, "sales team without an agent", "only office and manager");
    assertReported(data, 1, "manager who is an agent too", "one user");
    assertReported(data, 1, "agent without a regional office", "root unit");
    assertReported(data, 1, "agent without a manager", "reports to nobody");
    assertReported(data, 2, "agent without opportunities", "a user like the others");
  }

  @Test
  void linesThatAreCutOffAreReadAsFarAsTheyGo() throws IOException {
    files.pipeline("A5,Ann One,Sock,Mother");

    OrganizationData data = CrmSalesData.read(folder);

    assertEquals("Sock for Mother", opportunity(data, "A5").path("name").asText());
    assertReported(data, 1, "with 4 fields instead of 8", "as far as it goes");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumn() throws IOException {
    files.write(
        "products.csv", "\uFEFFproduct,series,sales_price", "Boot Pro,Boot,1", "Sock,Sock,55");

    assertEquals(2, CrmSalesData.read(folder).records().get("product").size());
  }

  @Test
  void aMissingFolderFileOrColumnIsNamed() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    assertMessage(nowhere, "There is no folder", "nowhere");
    files.write("accounts.csv", "account,sector", "Mother,retail");
    assertMessage(folder, "accounts.csv", "no column", "year_established", "subsidiary_of");
    Files.delete(folder.resolve("accounts.csv"));
    assertMessage(folder, "no file accounts.csv");
  }

  @Test
  void aFileThatIsNoTextIsNamed() throws IOException {
    Files.write(folder.resolve("products.csv"), new byte[] {'p', (byte) 0xff, (byte) 0xfe, '\n'});

    assertMessage(folder, "products.csv", "UTF-8");
  }

  private void assertMessage(Path path, String... parts) {
    String message =
        assertThrows(DataFolderException.class, () -> CrmSalesData.read(path)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  private static void assertReported(
      OrganizationData data, long count, String what, String treatment) {
    String report = data.faultReport();
    assertTrue(
        data.faults().stream()
            .anyMatch(fault ->
                fault.count() == count
                    && fault.what().contains(what)
                    && fault.treatment().contains(treatment)),
        () -> count + " x " + what + " in " + report);
    assertTrue(report.contains(what), report);
  }

  private static ObjectNode opportunity(OrganizationData data, String key) {
    return attributes(data, "opportunity", IDS.of("opportunity", key));
  }

  private static ObjectNode attributes(OrganizationData data, String entity, UUID id) {
    return data.records().get(entity).stream()
        .filter(record -> id.equals(record.id()))
        .findFirst()
        .orElseThrow()
        .attributes();
  }
}
