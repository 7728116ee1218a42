package dev.haversack.dataset.replaying;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.ConflictPolicy;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Actions and requests that are refused. */
@QuarkusTest
class ApplyRefusalsTest extends ReplayingFixture {

  @Test
  void theRightsAtReplayTimeCount() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    UUID reader = UUID.randomUUID();
    org.roles.add(
        TestOrganization.role(
            reader, PrivilegeInheritance.DIRECT_USER, TestOrganization.read("*", Depth.USER)));
    org.setRoles(org.anna, reader);
    configuration.apply(org.id, org.page());
    for (Object action :
        List.of(
            update("opportunity", id, 0L, "name", "X"),
            delete("opportunity", id, 0L),
            create("opportunity", UUID.randomUUID(), "name", "X"))) {
      apply(action)
          .body("results[0].failure.type", equalTo("other"))
          .body("results[0].failure.code", equalTo("privilege-denied"));
    }
    calls.change(org.eve, "opportunity", id, "ownerid", org.carla.toString());
    apply(update("opportunity", id, 0L, "name", "X"))
        .body("results[0].failure.code", equalTo("privilege-denied"))
        .body("results[0].failure.theirs", nullValue());
  }

  /** Of rights, values and references; but nothing of a record that he may not even see. */
  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    UUID account = calls.create(org.anna, "account", "name", "Alpine");
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    UUID role = UUID.randomUUID();
    org.roles.add(
        TestOrganization.role(
            role,
            PrivilegeInheritance.DIRECT_USER,
            TestOrganization.read("opportunity", Depth.USER),
            TestOrganization.read("account", Depth.USER)));
    org.setRoles(org.anna, role);
    configuration.apply(org.id, org.page());
    apply(
            update(
                "opportunity",
                id,
                null,
                "estimatedvalue",
                "much",
                "nonsense",
                1,
                "accountid",
                account.toString()))
        .body("results[0].failure.code", equalTo("validation-failed"))
        .body(
            "results[0].failure.errors.field",
            hasItems(
                "record",
                "attributes.estimatedvalue",
                "attributes.nonsense",
                "attributes.accountid"))
        .body("results[0].failure.errors.code", hasItem("privilege-denied"));
    apply(create("opportunity", UUID.randomUUID(), "estimatedvalue", "much"))
        .body(
            "results[0].failure.errors.field",
            hasItems("record", "attributes.estimatedvalue", "attributes.name"));
  }

  /** Whoever corrects the one sees the other, and decides about both. */
  @Test
  void andWhatOthersChangedMeanwhile() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
    long seen = calls.version(org.anna, "opportunity", id);
    calls.change(org.anna, "opportunity", id, "name", "Big tents", "estimatedvalue", 2);
    Object[] mine = {"name", "Tarps", "description", "D", "estimatedvalue", "much"};
    apply(update("opportunity", id, seen, mine))
        .body("results[0].failure.type", equalTo("other"))
        .body("results[0].failure.code", equalTo("wrong-type"))
        .body(
            "results[0].failure.errors.collect { it.field + ' ' + it.code }",
            containsInAnyOrder(
                "attributes.estimatedvalue wrong-type",
                "attributes.estimatedvalue version-mismatch",
                "attributes.name version-mismatch"));

    policies(
        ConflictDetection.ATTRIBUTE,
        ConflictPolicy.SERVER,
        Map.of("estimatedvalue", AttributePolicy.MANUAL));
    apply(update("opportunity", id, seen, mine))
        .body(
            "results[0].failure.errors.field",
            contains("attributes.estimatedvalue", "attributes.estimatedvalue"));

    policies(ConflictDetection.OFF, ConflictPolicy.MANUAL, Map.of());
    apply(update("opportunity", id, seen, mine))
        .body("results[0].failure.errors.code", contains("wrong-type"));
  }

  @Test
  void whereAnyChangeIsAConflictThatIsSaidOfTheRecord() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    long seen = calls.version(org.anna, "opportunity", id);
    policies(ConflictDetection.RECORD, ConflictPolicy.MANUAL, Map.of());
    apply(update("opportunity", id, seen, "estimatedvalue", "much"))
        .body("results[0].failure.errors.code", contains("wrong-type"));
    calls.change(org.anna, "opportunity", id, "name", "Big tents");
    apply(update("opportunity", id, seen, "estimatedvalue", "much"))
        .body("results[0].failure.errors.field", contains("attributes.estimatedvalue", "record"))
        .body("results[0].failure.errors.code", contains("wrong-type", "version-mismatch"));
  }

  /** What depends on the record as it is now, and not on what somebody decides, is said as well. */
  @Test
  void besideAConflictWhatElseIsWrong() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    long seen = calls.version(org.anna, "opportunity", id);
    calls.change(org.anna, "opportunity", id, "name", "Big tents");
    String nobody = UUID.randomUUID().toString();
    apply(update("opportunity", id, seen, "name", "Tarps", "accountid", nobody))
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.conflicting", contains("name"))
        .body("results[0].failure.errors.field", contains("attributes.accountid"))
        .body("results[0].failure.errors.code", contains("unknown-reference"));
    policies(ConflictDetection.RECORD, ConflictPolicy.MANUAL, Map.of());
    apply(
            action(
                "assign",
                "opportunity",
                id,
                "baseVersion",
                seen,
                "attributes",
                Map.of("ownerid", nobody)))
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.errors.field", contains("attributes.ownerid"));
    policies(
        ConflictDetection.RECORD,
        ConflictPolicy.MANUAL,
        Map.of("accountid", AttributePolicy.SERVER));
    apply(update("opportunity", id, seen, "name", "Tarps", "accountid", nobody))
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.errors", nullValue());
  }

  /** A missing right has no finding of its own until there is another beside it. */
  @Test
  void besideMissingRightsThatIsSaidToWhoeverMayReadTheRecord() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    long seen = calls.version(org.anna, "opportunity", id);
    calls.change(org.anna, "opportunity", id, "name", "Big tents");
    role(TestOrganization.read("opportunity", Depth.USER));
    apply(update("opportunity", id, seen, "name", "Tarps"))
        .body("results[0].failure.code", equalTo("privilege-denied"))
        .body("results[0].failure.errors.field", contains("record", "attributes.name"))
        .body("results[0].failure.errors.code", contains("privilege-denied", "version-mismatch"));
    role(TestOrganization.read("account", Depth.USER));
    apply(update("opportunity", id, seen, "name", "Tarps"))
        .body("results[0].failure.code", equalTo("privilege-denied"))
        .body("results[0].failure.errors", nullValue());
  }

  @Test
  void ofAssignsAndCommandsToo() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    UUID role = UUID.randomUUID();
    org.roles.add(
        TestOrganization.role(
            role,
            PrivilegeInheritance.DIRECT_USER,
            TestOrganization.read("opportunity", Depth.USER)));
    org.setRoles(org.anna, role);
    configuration.apply(org.id, org.page());
    apply(
            action(
                "assign",
                "opportunity",
                id,
                "attributes",
                Map.of("ownerid", UUID.randomUUID().toString(), "name", "X")))
        .body(
            "results[0].failure.errors.field",
            containsInAnyOrder("record", "attributes.name", "attributes.ownerid"));
    apply(command("WinOpportunity", "opportunity", id, "actualrevenue", "x", "nonsense", 1))
        .body(
            "results[0].failure.errors.field",
            containsInAnyOrder("record", "attributes.actualrevenue", "attributes.nonsense"))
        .body(
            "results[0].failure.errors.message",
            hasItem(startsWith("The command has no such parameter; it has: actualend, ")));
  }

  @Test
  void missingReferencesAndUnknownEntitiesAreOther() {
    apply(
            create(
                "opportunity",
                UUID.randomUUID(),
                "name",
                "X",
                "accountid",
                UUID.randomUUID().toString()))
        .body("results[0].failure.type", equalTo("other"))
        .body("results[0].failure.code", equalTo("unknown-reference"));
    apply(create("nonsense", UUID.randomUUID(), "name", "X"))
        .body("results[0].failure.code", equalTo("unknown-entity"));
    apply(create("team", UUID.randomUUID(), "name", "X"))
        .body("results[0].failure.code", equalTo("read-only-entity"));
  }

  @Test
  void aBaseVersionThatNeverWasIsRefused() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
    long present = calls.version(org.anna, "opportunity", id);
    for (Object action :
        List.of(
            update("opportunity", id, present + 1000, "estimatedvalue", 2),
            delete("opportunity", id, present + 1000))) {
      apply(action)
          .body("results[0].outcome", equalTo("failed"))
          .body("results[0].failure.type", equalTo("other"))
          .body("results[0].failure.code", equalTo("out-of-range"));
    }
    calls
        .get(org.anna, "opportunity", id)
        .then()
        .body("version", equalTo((int) present))
        .body("attributes.estimatedvalue", equalTo(1));
    assertEquals(0, count("SELECT count(*) FROM record_history WHERE org_id = ?"));
  }

  @Test
  void onlyServicesMayApplyAndBadRequestsAreNamed() {
    calls
        .as(org.anna)
        .contentType("application/json")
        .body(request(device, org.anna, create("opportunity", UUID.randomUUID(), "name", "X")))
        .post("/dataset/v1/actions")
        .then()
        .statusCode(403);
    calls
        .service()
        .noFilters()
        .filter(Contract.answer())
        .contentType("application/json")
        .body("{\"deviceId\":\"" + device + "\",\"userId\":\"" + org.anna + "\",\"actions\":[{}]}")
        .post("/dataset/v1/actions")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-request"));
  }
}
