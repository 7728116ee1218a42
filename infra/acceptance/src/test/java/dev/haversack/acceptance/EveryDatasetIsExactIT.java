package dev.haversack.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.haversack.acceptance.PlainEvaluation.Member;
import dev.haversack.contract.model.RecordPage;
import dev.haversack.contract.model.RecordQuery;
import dev.haversack.contract.model.StoredRecord;
import dev.haversack.contract.model.User;
import dev.haversack.quickstart.client.ApiClient;
import dev.haversack.quickstart.client.Device;
import dev.haversack.quickstart.data.CrmSalesData;
import dev.haversack.quickstart.data.DemoData;
import dev.haversack.quickstart.data.OrganizationData;
import dev.haversack.quickstart.suite.Suite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * After loading the sales data, what every agent and manager downloads is exactly what a plain
 * evaluation of the definition says.
 */
class EveryDatasetIsExactIT {

  @Test
  void forEveryAgentAndManager() throws Exception {
    Path folder = TestSuite.DATA.resolve("crm-sales-opportunities");
    OrganizationData sales =
        Files.isDirectory(folder) ? CrmSalesData.read(folder) : DemoData.organization();
    try (Suite suite = TestSuite.start("sales", sales)) {
      ApiClient admin = TestSuite.client(suite.urls(), sales.cast().admin());
      TestSuite.load(suite, sales);
      PlainEvaluation plain = new PlainEvaluation(sales, everything(sales, admin));

      Map<String, Set<Member>> differences = new java.util.TreeMap<>();
      int compared = 0;
      for (User user : usersWithProfiles(sales)) {
        Device device = new Device(TestSuite.client(suite.urls(), user.userName()));
        device.snapshot();
        Set<Member> expected = plain.dataset(user);
        Set<Member> actual = members(sales, device);
        compared += expected.size();
        if (!expected.equals(actual)) {
          differences.put(user.userName(), difference(expected, actual));
        }
      }

      assertEquals(Map.of(), differences);
      assertFalse(compared == 0, "nothing was compared");
    }
  }

  private static List<User> usersWithProfiles(OrganizationData sales) {
    return sales.users().stream()
        .filter(user ->
            sales.profiles().stream().anyMatch(profile -> profile.userIds().contains(user.id()))
                || sales.teams().stream()
                    .filter(team -> team.memberIds().contains(user.id()))
                    .anyMatch(team ->
                        sales.profiles().stream()
                            .anyMatch(profile -> profile.teamIds().contains(team.id()))))
        .toList();
  }

  private static List<StoredRecord> everything(OrganizationData sales, ApiClient admin) {
    List<StoredRecord> all = new ArrayList<>();
    for (OrganizationData.EntityNeeds entity : sales.entities()) {
      String cursor = null;
      do {
        RecordPage page =
            admin
                .post(
                    "/dataset/v1/records/" + entity.entity() + "/query",
                    new RecordQuery(null, null, null, 1000, cursor),
                    RecordPage.class)
                .body();
        all.addAll(page.items());
        cursor = page.nextCursor();
      } while (cursor != null);
    }
    return all;
  }

  private static Set<Member> members(OrganizationData sales, Device device) {
    Set<Member> members = new HashSet<>();
    for (OrganizationData.EntityNeeds entity : sales.entities()) {
      device
          .synced(entity.entity())
          .forEach(record -> members.add(new Member(entity.entity(), record.id())));
    }
    return members;
  }

  private static Set<Member> difference(Set<Member> expected, Set<Member> actual) {
    Set<Member> difference = new HashSet<>(expected);
    difference.addAll(actual);
    Set<Member> common = new HashSet<>(expected);
    common.retainAll(actual);
    difference.removeAll(common);
    return difference;
  }
}
