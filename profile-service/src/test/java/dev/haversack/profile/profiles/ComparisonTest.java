package dev.haversack.profile.profiles;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class ComparisonTest {

  private static final String PATH = TwoVersions.PATH;

  private TwoVersions state;
  private Tenant tenant;
  private UUID profile;

  @BeforeEach
  void twoVersions() {
    state = new TwoVersions();
    tenant = state.tenant;
    profile = state.profile;
  }

  @Test
  void anyTwoVersionsCanBeCompared() {
    var answer = tenant.admin().get(PATH + profile + "/comparison?from=1&to=2");

    answer
        .then()
        .statusCode(200)
        .body("from.version", equalTo(1))
        .body("from.comment", equalTo("Let's see"))
        .body("to.version", equalTo(2))
        .body("changes.kind", contains("name", "distribution", "columns"))
        .body(
            "changes.entity", contains(nullValue(), equalTo("opportunity"), equalTo("opportunity")))
        .body(
            "changes[1].text",
            equalTo(
                "Opportunity is now taken as all records; before: records where Trial is 12500.00,"
                    + " columns Topic, Trial."))
        .body("patch.find { it.path == '/name' }.value", equalTo("Second"));
  }

  @Test
  void withoutParametersItTellsWhatPublishingWouldChange() {
    state.draft("Second", "[]");

    var answer = tenant.admin().get(PATH + profile + "/comparison");

    answer
        .then()
        .statusCode(200)
        .body("from.version", equalTo(2))
        .body("to.version", nullValue())
        .body("changes.kind", contains("item-removed"))
        .body("patch", hasSize(1))
        .body("patch[0].op", equalTo("remove"))
        .body("patch[0].path", equalTo("/items/0"));
  }

  @Test
  void equalStatesDoNotDiffer() {
    tenant
        .admin()
        .get(PATH + profile + "/comparison?from=draft&to=2")
        .then()
        .statusCode(200)
        .body("changes", empty())
        .body("patch", empty());
  }

  @Test
  void whatCannotBeComparedIsSaid() {
    tenant.badAdmin().get(PATH + profile + "/comparison?to=3").then().statusCode(404);
    tenant.badAdmin().get(PATH + profile + "/comparison?to=999999999").then().statusCode(404);
    tenant.badAdmin().get(PATH + profile + "/comparison?from=0").then().statusCode(400);
    tenant.badAdmin().get(PATH + profile + "/comparison?from=latest").then().statusCode(400);
    tenant.badAdmin().get(PATH + UUID.randomUUID() + "/comparison").then().statusCode(404);
    UUID unpublished = tenant.profile("[]");
    tenant.badAdmin().get(PATH + unpublished + "/comparison").then().statusCode(404);
  }
}
