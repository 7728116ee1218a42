package dev.haversack.profile.feed;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.profile.Tenant;
import dev.haversack.testing.Contract;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class ConfigurationFeedResourceTest {

  private static final String PATH = "/profile/v1/configuration-feed";

  @Test
  void newOrganizationHasOneEntryPerThingInOrder() {
    Tenant tenant = Tenant.created();

    var answer = tenant.service().get(PATH);

    // 21 entities, the root with its default team, two roles, the organization itself.
    answer.then().statusCode(200).body("revision", equalTo(26));
    assertEquals(
        LongStream.rangeClosed(1, 26).boxed().toList(),
        revisions(answer.jsonPath().getList("entries.revision")));
  }

  @Test
  void pagesJoinWithoutGapOrRepetition() {
    Tenant tenant = Tenant.created();

    List<Long> seen = new ArrayList<>();
    for (long after = 0; after < 26; after = seen.getLast()) {
      seen.addAll(
          revisions(
              tenant
                  .service()
                  .queryParam("after", after)
                  .queryParam("limit", 7)
                  .get(PATH)
                  .jsonPath()
                  .getList("entries.revision")));
    }

    assertEquals(LongStream.rangeClosed(1, 26).boxed().toList(), seen);
    tenant.service().queryParam("after", 26).get(PATH).then().body("entries", empty());
  }

  @Test
  void changeReplacesTheEntryAndDeletionLeavesATombstone() {
    Tenant tenant = Tenant.created();
    UUID unit = tenant.unit();
    tenant.put(
        "/profile/v1/business-units/" + unit,
        "{\"id\": \"%s\", \"name\": \"South\", \"parentId\": \"%s\"}".formatted(unit, tenant.id));

    tenant
        .service()
        .queryParam("after", 26)
        .get(PATH)
        .then()
        .statusCode(200)
        .body("entries.size()", equalTo(2))
        .body("entries[0].revision", equalTo(29))
        .body("entries[0].kind", equalTo("business-unit"))
        .body("entries[0].id", equalTo(unit.toString()))
        .body("entries[0].payload.name", equalTo("South"))
        .body("entries[1].kind", equalTo("team"));
    tenant.admin().delete("/profile/v1/business-units/" + unit).then().statusCode(204);

    tenant
        .service()
        .queryParam("after", 30)
        .get(PATH)
        .then()
        .statusCode(200)
        .body("revision", equalTo(32))
        .body("entries.kind", contains("team", "business-unit"))
        .body("entries[1].id", equalTo(unit.toString()))
        .body("entries.payload", contains(null, null));
  }

  @Test
  void refusedChangeTakesNoRevision() {
    Tenant tenant = Tenant.created();
    UUID user = UUID.randomUUID();

    tenant
        .badAdmin()
        .body(tenant.userBody(user, "anna", ", \"managerId\": \"" + UUID.randomUUID() + "\""))
        .put("/profile/v1/users/" + user)
        .then()
        .statusCode(422);

    tenant.service().get(PATH).then().body("revision", equalTo(26));
  }

  @Test
  void concurrentChangesTakeRevisionsWithoutGaps() throws Exception {
    Tenant tenant = Tenant.created();
    int changes = 40;
    List<Callable<UUID>> calls = new ArrayList<>();
    for (int i = 0; i < changes; i++) {
      calls.add(tenant::user);
    }

    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var done : threads.invokeAll(calls)) {
        done.get();
      }
    }

    var page = tenant.service().queryParam("after", 26).get(PATH).jsonPath();
    assertEquals(
        LongStream.rangeClosed(27, 26 + changes).boxed().toList(),
        revisions(page.getList("entries.revision")));
    assertEquals(26 + changes, page.getLong("revision"));
  }

  @Test
  void concurrentFirstPutsCreateOneOrganization() throws Exception {
    Tenant tenant = new Tenant();
    Callable<Integer> create =
        () ->
            tenant
                .admin()
                .body(tenant.organization("Northwind"))
                .put("/profile/v1/organization")
                .statusCode();

    List<Integer> answers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var done : threads.invokeAll(List.of(create, create, create, create))) {
        answers.add(done.get());
      }
    }

    assertEquals(List.of(200, 200, 200, 201), answers.stream().sorted().toList());
    tenant.service().get(PATH).then().body("entries.size()", equalTo(26));
  }

  @Test
  void revisionsOfAllOrganizationsAreKnown() {
    Tenant tenant = Tenant.created();
    Tenant other = Tenant.created();

    var answer = tenant.service().get(PATH + "/revisions");

    answer.then().statusCode(200);
    List<String> ids = answer.jsonPath().getList("organizations.organizationId");
    assertTrue(ids.containsAll(List.of(tenant.id.toString(), other.id.toString())));
  }

  @Test
  void unknownOrganizationHasAnEmptyFeed() {
    Tenant tenant = new Tenant();

    var answer = tenant.service().get(PATH);

    answer.then().statusCode(200).body("revision", equalTo(0)).body("entries", empty());
  }

  @Test
  void onlyServicesReadItAndTheyNameTheOrganization() {
    Tenant tenant = Tenant.created();

    tenant
        .badAdmin()
        .header("Haversack-Organization", tenant.id)
        .get(PATH)
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
    tenant.badAdmin().get(PATH + "/revisions").then().statusCode(403);
    RestAssured.given()
        .auth()
        .oauth2(Tokens.service())
        .filter(Contract.answer())
        .get(PATH)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-request"));
    RestAssured.given()
        .auth()
        .oauth2(Tokens.service())
        .filter(Contract.answer())
        .header("Haversack-Organization", tenant.id)
        .queryParam("limit", 0)
        .get(PATH)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-request"));
  }

  private static List<Long> revisions(List<? extends Number> numbers) {
    return numbers.stream().map(Number::longValue).toList();
  }
}
