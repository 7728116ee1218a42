package dev.haversack.dataset.records;

import static dev.haversack.dataset.testing.RecordCalls.map;
import static dev.haversack.dataset.testing.RecordCalls.path;
import static org.hamcrest.Matchers.equalTo;

import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may do what with which records. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class RecordRightsTest extends RecordsFixture {

  @Test
  void othersRecordsDoNotExistForUsersWithoutReach() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    calls
        .get(org.moses, "opportunity", id)
        .then()
        .statusCode(404)
        .body("code", equalTo("not-found"));
    calls
        .as(org.moses)
        .contentType("application/json")
        .body(map("attributes", map("name", "Mine")))
        .patch(path("opportunity") + "/" + id)
        .then()
        .statusCode(404);
    calls.get(org.eve, "opportunity", id).then().statusCode(200);
  }

  @Test
  void anotherOrganizationsRecordsDoNotExist() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    var other = new TestOrganization();
    configuration.apply(other.id, other.page());
    new RecordCalls(other).get(other.eve, "opportunity", id).then().statusCode(404);
  }

  @Test
  void withoutThePrivilegeItIsDenied() {
    org.setRoles(org.moses);
    configuration.apply(org.id, org.page());
    calls
        .as(org.moses)
        .get(path("opportunity") + "/" + UUID.randomUUID())
        .then()
        .statusCode(403)
        .body("code", equalTo("privilege-denied"))
        .body("publishedCode", equalTo("0x80040220"));
    calls
        .as(org.ivan)
        .contentType("application/json")
        .body(map("attributes", map("name", "Late")))
        .post(path("opportunity"))
        .then()
        .statusCode(403);
  }

  @Test
  void makingARecordForSomebodyElseNeedsReach() {
    calls
        .as(org.anna)
        .contentType("application/json")
        .body(map("attributes", map("name", "Tents", "ownerid", org.moses.toString())))
        .post(path("opportunity"))
        .then()
        .statusCode(403);
    UUID id =
        calls.create(org.eve, "opportunity", "name", "Tents", "ownerid", org.fieldTeam.toString());
    calls
        .get(org.anna, "opportunity", id)
        .then()
        .statusCode(200)
        .body("attributes.owneridtype", equalTo("team"))
        .body("attributes.owningbusinessunit", equalTo(org.east.toString()));
  }

  @Test
  void aRecordThatIsGivenAwayLeavesItsFormerOwner() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    calls.change(org.eve, "opportunity", id, "ownerid", org.carla.toString());
    calls.get(org.anna, "opportunity", id).then().statusCode(404);
    calls
        .get(org.carla, "opportunity", id)
        .then()
        .body("attributes.owningbusinessunit", equalTo(org.coast.toString()));
  }

  /** That one may append to a record does not tell that it is there. */
  @Test
  void lookupsNeedATargetThatTheUserMayRead() {
    UUID foreign = calls.create(org.moses, "account", "name", "Other");
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    mayAppendToAllAccounts(Depth.USER);
    refersTo(id, foreign).statusCode(422).body("code", equalTo("unknown-reference"));
    mayAppendToAllAccounts(Depth.ORGANIZATION);
    refersTo(id, foreign).statusCode(200);
  }

  private void mayAppendToAllAccounts(Depth read) {
    UUID role = UUID.randomUUID();
    Depth all = Depth.ORGANIZATION;
    org.roles.add(
        TestOrganization.role(
            role,
            PrivilegeInheritance.DIRECT_USER,
            TestOrganization.all("opportunity", all),
            new Privilege("account", null, read, null, null, all, all, null, null)));
    org.setRoles(org.anna, role);
    configuration.apply(org.id, org.page());
  }

  private ValidatableResponse refersTo(UUID opportunity, UUID account) {
    return calls
        .as(org.anna)
        .contentType("application/json")
        .body(map("attributes", map("customerid", account.toString())))
        .patch(path("opportunity") + "/" + opportunity)
        .then();
  }

  @Test
  void lookupsNeedATargetThatTheUserMayAppendTo() {
    UUID own = calls.create(org.anna, "account", "name", "Acme");
    UUID foreign = calls.create(org.moses, "account", "name", "Other");
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents", "customerid", own.toString());
    calls
        .get(org.anna, "opportunity", id)
        .then()
        .body("attributes.customeridtype", equalTo("account"));
    for (UUID bad : List.of(foreign, UUID.randomUUID())) {
      calls
          .as(org.anna)
          .contentType("application/json")
          .body(map("attributes", map("customerid", bad.toString())))
          .patch(path("opportunity") + "/" + id)
          .then()
          .statusCode(422)
          .body("code", equalTo("unknown-reference"))
          .body("errors[0].field", equalTo("attributes.customerid"));
    }
  }
}
