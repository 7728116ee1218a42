package dev.haversack.dataset.sharing;

import static dev.haversack.dataset.testing.RecordCalls.path;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.haversack.dataset.testing.Blocker;
import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 7.4 of the facts. Anna and Moses reach what they own, and no more. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class SharingResourceTest {

  @Inject ConfigurationStore configuration;
  @Inject DataSource database;

  private TestOrganization org;
  private RecordCalls calls;
  private UUID account;

  @BeforeEach
  void annasAccount() {
    org = new TestOrganization();
    configuration.apply(org.id, org.page());
    calls = new RecordCalls(org);
    account = calls.create(org.anna, "account", "name", "Alpine");
  }

  @Test
  void whoReadsWhatWasSharedCannotChangeItUntilThatIsSharedToo() {
    invisibleTo(org.moses);
    long version = calls.version(org.anna, "account", account);

    share(org.anna, org.moses, "read")
        .statusCode(200)
        .body("principalType", equalTo("systemuser"))
        .body("rights", contains("read"))
        .body("sharedBy", equalTo(org.anna.toString()));

    calls.get(org.moses, "account", account).then().statusCode(200);
    found(org.moses, 1);
    changedBy(org.moses).statusCode(403).body("code", equalTo("privilege-denied"));

    share(org.anna, org.moses, "read", "write").statusCode(200);
    changedBy(org.moses).statusCode(200);
    calls.badAs(org.moses).delete(record()).then().statusCode(403);
    assertThat(
        "Sharing changes no record, only the change after it does",
        calls.version(org.anna, "account", account),
        greaterThan(version));

    unshare(org.anna, org.moses).statusCode(204);
    invisibleTo(org.moses);
    found(org.moses, 0);
  }

  @Test
  void everyRightLetsOneDoWhatItSaysAndNoMore() {
    UUID deal = calls.create(org.moses, "opportunity", "name", "Ropes");
    share(org.anna, org.moses, "read").statusCode(200);
    refers(deal).statusCode(403).body("errors[0].code", equalTo("privilege-denied"));
    share(org.anna, org.moses, "read", "append-to").statusCode(200);
    refers(deal).statusCode(200);

    share(org.anna, org.moses, "read", "delete").statusCode(200);
    calls.as(org.moses).delete(record()).then().statusCode(204);
  }

  @Test
  void whatIsSharedWithATeamIsSharedWithItsMembers() {
    UUID ofMoses = calls.create(org.moses, "account", "name", "Base camp");
    String shares = path("account") + "/" + ofMoses + "/shares/";

    calls
        .as(org.moses)
        .contentType("application/json")
        .body(Map.of("rights", List.of("read")))
        .put(shares + org.helpers)
        .then()
        .statusCode(200)
        .body("principalType", equalTo("team"));

    calls.get(org.anna, "account", ofMoses).then().statusCode(200);
    calls.badAs(org.carla).get(path("account") + "/" + ofMoses).then().statusCode(404);
  }

  @Test
  void whatIsSharedWithTheOrganizationIsSharedWithEverybody() {
    invisibleTo(org.carla);

    share(org.anna, org.id, "read").statusCode(200).body("principalType", equalTo("organization"));

    sharesOf(org.carla).body("items.principalId", contains(org.id.toString()));
    found(org.moses, 1);
    calls.as(org.carla).delete(record()).then().statusCode(403);
    unshare(org.carla, org.id).statusCode(403);
    unshare(org.anna, org.id).statusCode(204);
    invisibleTo(org.carla);
    found(org.moses, 0);
  }

  @Test
  void theDefaultTeamOfABusinessUnitIsEverybodyInIt() {
    UUID everybody = org.defaultTeam(org.west);
    configuration.apply(org.id, org.page());

    share(org.anna, everybody, "read").statusCode(200).body("principalType", equalTo("team"));

    calls.get(org.moses, "account", account).then().statusCode(200);
    invisibleTo(org.carla);
  }

  @Test
  void nobodyGivesWhatHeHasNot() {
    share(org.anna, org.moses, "read", "share").statusCode(200);

    share(org.moses, org.carla, "read").statusCode(200);
    share(org.moses, org.eve, "read", "write")
        .statusCode(403)
        .body("code", equalTo("privilege-denied"))
        .body("errors", hasSize(1))
        .body("errors[0].field", equalTo("rights"));
    share(org.carla, org.eve, "read").statusCode(403);
    sharesOf(org.anna).body("items.principalId", not(hasItem(org.eve.toString())));
  }

  @Test
  void aShareWithoutThePrivilegeIsWorthNothing() {
    org.setRoles(org.moses);
    configuration.apply(org.id, org.page());

    share(org.anna, org.moses, "read").statusCode(200);

    calls.badAs(org.moses).get(record()).then().statusCode(403);
  }

  @Test
  void accessSaysWhatTheCallerMayDo() {
    access(org.anna)
        .body(
            "rights",
            contains("read", "write", "append", "append-to", "delete", "share", "assign"));
    share(org.anna, org.moses, "write", "read").statusCode(200);
    access(org.moses).body("rights", contains("read", "write"));
    calls.badAs(org.carla).get(record() + "/access").then().statusCode(404);
  }

  @Test
  void sharesAreListedForWhoMayRead() {
    share(org.anna, org.moses, "read").statusCode(200);
    share(org.anna, org.fieldTeam, "read", "write").statusCode(200);

    sharesOf(org.moses)
        .body(
            "items.principalId", containsInAnyOrder(org.moses.toString(), org.fieldTeam.toString()))
        .body("items.principalType", containsInAnyOrder("systemuser", "team"));
    calls.badAs(org.carla).get(record() + "/shares").then().statusCode(404);
  }

  @Test
  void oneMayGiveBackWhatWasSharedWithOneself() {
    share(org.anna, org.moses, "read").statusCode(200);
    share(org.anna, org.carla, "read").statusCode(200);

    unshare(org.moses, org.carla).statusCode(403);
    unshare(org.moses, org.moses).statusCode(204);

    invisibleTo(org.moses);
    sharesOf(org.anna).body("items.principalId", contains(org.carla.toString()));
  }

  @Test
  void sharesEndWithTheRecord() {
    share(org.anna, org.moses, "read").statusCode(200);
    calls.as(org.anna).delete(record()).then().statusCode(204);

    calls
        .as(org.anna)
        .contentType("application/json")
        .body(Map.of("id", account, "attributes", Map.of("name", "Again")))
        .post(path("account"))
        .then()
        .statusCode(201);

    sharesOf(org.anna).body("items", empty());
    invisibleTo(org.moses);
  }

  /** Inherited soon, and taken back at once. */
  @Test
  void aShareReachesWhatIsBelowTheRecord() throws Exception {
    UUID deal =
        calls.create(
            org.anna,
            "opportunity",
            "name",
            "Ropes",
            "customerid",
            account,
            "customeridtype",
            "account");
    String below = path("opportunity") + "/" + deal;
    calls.badAs(org.moses).get(below).then().statusCode(404);

    share(org.anna, org.moses, "read", "write").statusCode(200).body("inherited", empty());
    Blocker.await(() -> calls.badAs(org.moses).get(below).statusCode() == 200);
    calls
        .as(org.anna)
        .get(below + "/shares")
        .then()
        .statusCode(200)
        .body("items.rights", contains(List.of("read", "write")))
        .body("items.inherited", contains(List.of("read", "write")))
        .body("items.sharedBy", contains(org.anna.toString()));
    calls.badAs(org.anna).delete(below + "/shares/" + org.moses).then().statusCode(404);

    share(org.anna, org.moses, "read").statusCode(200);
    calls.as(org.moses).get(below + "/access").then().body("rights", contains("read"));

    unshare(org.anna, org.moses).statusCode(204);
    calls.badAs(org.moses).get(below).then().statusCode(404);
    calls.as(org.anna).get(below + "/shares").then().body("items", empty());
  }

  /** The slicer is at the same share; nobody is told that there is none, and none stays. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aShareIsTakenBackWhileTheSlicerIsAtIt(int inheritedThen) throws Exception {
    share(org.anna, org.moses, "read").statusCode(200);
    try (Blocker slicer = new Blocker(database);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      slicer.execute(
          "UPDATE record_share SET inherited_rights = ? WHERE org_id = ? AND record_id = ?",
          inheritedThen,
          org.id,
          account);
      Future<?> takenBack = threads.submit(() -> unshare(org.anna, org.moses).statusCode(204));
      slicer.awaitWaiting();
      slicer.commit();
      takenBack.get();
    }
    Blocker.await(() -> calls.badAs(org.moses).get(record()).statusCode() == 404);
    sharesOf(org.anna).body("items", empty());
  }

  @Test
  void badSharesAreRefusedAndChangeNothing() {
    share(org.anna, UUID.randomUUID(), "read")
        .statusCode(422)
        .body("code", equalTo("unknown-reference"));
    share(org.anna, org.moses, "write").statusCode(422).body("errors[0].field", equalTo("rights"));
    share(org.anna, org.moses).statusCode(400);
    share(org.anna, org.moses, "read", "read")
        .statusCode(422)
        .body("errors[0].field", equalTo("rights"));
    share(org.anna, org.moses, "own").statusCode(400);
    unshare(org.anna, org.moses).statusCode(404);
    UUID product = calls.create(org.eve, "product", "name", "Sock");
    calls
        .badAs(org.eve)
        .contentType("application/json")
        .body(Map.of("rights", List.of("read")))
        .put(path("product") + "/" + product + "/shares/" + org.moses)
        .then()
        .statusCode(422)
        .body("code", equalTo("not-shareable"));
    calls.badAs(org.anna).get(path("nonsense") + "/" + account + "/shares").then().statusCode(422);

    sharesOf(org.anna).body("items", empty());
  }

  @Test
  void anotherOrganizationSeesNothingOfIt() {
    TestOrganization other = new TestOrganization();
    configuration.apply(other.id, other.page());
    RecordCalls strangers = new RecordCalls(other);

    strangers.badAs(other.eve).get(record() + "/shares").then().statusCode(404);
    strangers.badAs(other.eve).get(record() + "/access").then().statusCode(404);
    strangers
        .badAs(other.eve)
        .contentType("application/json")
        .body(Map.of("rights", List.of("read")))
        .put(record() + "/shares/" + other.eve)
        .then()
        .statusCode(404);
    strangers.badAs(other.eve).delete(record() + "/shares/" + org.anna).then().statusCode(404);
  }

  private String record() {
    return path("account") + "/" + account;
  }

  private ValidatableResponse share(UUID as, UUID with, String... rights) {
    return calls
        .badAs(as)
        .contentType("application/json")
        .body(Map.of("rights", List.of(rights)))
        .put(record() + "/shares/" + with)
        .then();
  }

  private ValidatableResponse unshare(UUID as, UUID with) {
    return calls.badAs(as).delete(record() + "/shares/" + with).then();
  }

  private ValidatableResponse sharesOf(UUID as) {
    return calls.as(as).get(record() + "/shares").then().statusCode(200);
  }

  private ValidatableResponse access(UUID as) {
    return calls.as(as).get(record() + "/access").then().statusCode(200);
  }

  private ValidatableResponse changedBy(UUID user) {
    return calls
        .badAs(user)
        .contentType("application/json")
        .body(Map.of("attributes", Map.of("telephone1", "+41 " + UUID.randomUUID())))
        .patch(record())
        .then();
  }

  /** Points the opportunity to the account. */
  private ValidatableResponse refers(UUID opportunity) {
    return calls
        .badAs(org.moses)
        .contentType("application/json")
        .body(Map.of("attributes", Map.of("accountid", account)))
        .patch(path("opportunity") + "/" + opportunity)
        .then();
  }

  private void invisibleTo(UUID user) {
    calls.badAs(user).get(record()).then().statusCode(404);
  }

  private void found(UUID user, int count) {
    calls
        .as(user)
        .contentType("application/json")
        .body("{}")
        .post(path("account") + "/query")
        .then()
        .statusCode(200)
        .body("items", hasSize(count));
  }
}
