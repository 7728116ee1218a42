package dev.haversack.dataset.replaying;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.dataset.testing.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Giving records to other owners. */
@QuarkusTest
class ApplyAssignsTest extends ReplayingFixture {

  @Test
  void anAssignChangesTheOwner() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    apply(assign(id, org.moses)).body("results[0].outcome", equalTo("applied"));
    calls
        .get(org.moses, "opportunity", id)
        .then()
        .statusCode(200)
        .body("attributes.ownerid", equalTo(org.moses.toString()));
    calls.get(org.anna, "opportunity", id).then().statusCode(404);
  }

  @Test
  void itNeedsThePrivilegeAssignAndNoOther() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    role(new Privilege("*", null, Depth.USER, null, null, null, null, Depth.USER, null));
    apply(update("opportunity", id, null, "name", "X"))
        .body("results[0].failure.code", equalTo("privilege-denied"));
    apply(assign(id, org.moses)).body("results[0].outcome", equalTo("applied"));
    UUID other = calls.create(org.moses, "opportunity", "name", "Ropes");
    calls.change(org.moses, "opportunity", other, "ownerid", org.anna.toString());
    role(new Privilege("*", null, Depth.USER, Depth.USER, null, null, null, null, null));
    apply(assign(other, org.moses)).body("results[0].failure.code", equalTo("privilege-denied"));
  }

  @Test
  void itSetsNothingElse() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    apply(
            action(
                "assign",
                "opportunity",
                id,
                "attributes",
                Map.of("ownerid", org.moses.toString(), "name", "X")))
        .body("results[0].failure.code", equalTo("validation-failed"))
        .body("results[0].failure.errors.field", contains("attributes.name"));
    apply(action("assign", "opportunity", id, "attributes", Map.of()))
        .body("results[0].failure.code", equalTo("missing-required"));
    apply(assign(id, org.helpers)).body("results[0].failure.code", equalTo("unknown-reference"));
    apply(assign(UUID.randomUUID(), org.moses))
        .body("results[0].failure.type", equalTo("record-not-found"));
  }

  @Test
  void anotherAssignMeanwhileIsAConflict() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    long seen = calls.version(org.anna, "opportunity", id);
    role(TestOrganization.all("*", Depth.ORGANIZATION));
    calls.change(org.eve, "opportunity", id, "ownerid", org.carla.toString());
    Map<String, Object> assign = assign(id, org.moses);
    assign.put("baseVersion", seen);
    apply(assign)
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.conflicting", contains("ownerid"));
  }

  private Map<String, Object> assign(UUID id, UUID owner) {
    return onPresent(
        action("assign", "opportunity", id, "attributes", Map.of("ownerid", owner.toString())));
  }

  private void role(Privilege privilege) {
    UUID role = UUID.randomUUID();
    org.roles.add(TestOrganization.role(role, PrivilegeInheritance.DIRECT_USER, privilege));
    org.setRoles(org.anna, role);
    configuration.apply(org.id, org.page());
  }
}
