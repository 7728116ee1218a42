package dev.haversack.profile;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two organizations never see each other. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class IsolationTest {

  private Tenant mine;
  private Tenant other;
  private UUID user;
  private UUID team;
  private UUID unit;
  private UUID profile;

  @BeforeEach
  void organizations() {
    mine = Tenant.created();
    other = Tenant.created();
    unit = other.unit();
    user = other.user();
    team = other.team(user);
    profile = other.profile("[]");
    other.admin().post("/profile/v1/profiles/" + profile + "/publish").then().statusCode(201);
  }

  @Test
  void othersIdsAreNotFound() {
    for (String path :
        List.of(
            "business-units/" + unit,
            "business-units/" + other.id,
            "teams/" + team,
            "users/" + user,
            "profiles/" + profile)) {
      mine.badAdmin().get("/profile/v1/" + path).then().statusCode(404);
      mine.badAdmin().delete("/profile/v1/" + path).then().statusCode(404);
      other.admin().get("/profile/v1/" + path).then().statusCode(200);
    }
    for (String path : List.of("/findings", "/versions", "/versions/1", "/assignments")) {
      mine.badAdmin().get("/profile/v1/profiles/" + profile + path).then().statusCode(404);
    }
    mine.badAdmin().post("/profile/v1/profiles/" + profile + "/publish").then().statusCode(404);
    mine.user(user).get("/profile/v1/me").then().statusCode(404);
  }

  @Test
  void othersThingsAreNotListed() {
    mine.admin().get("/profile/v1/business-units").then().body("items", hasSize(1));
    mine.admin().get("/profile/v1/users").then().body("items", empty());
    mine.admin().get("/profile/v1/teams").then().body("items.isDefault", contains(true));
    mine.admin().get("/profile/v1/profiles").then().body("items", empty());
    mine.admin().get("/profile/v1/roles").then().body("items", hasSize(2));
    mine.admin().get("/profile/v1/entities").then().body("items", hasSize(21));
  }

  @Test
  void othersIdsAreUnknownReferences() {
    UUID mineToo = UUID.randomUUID();

    mine.badAdmin()
        .body(mine.teamBody(mineToo, "owner", user))
        .put("/profile/v1/teams/" + mineToo)
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("unknown-reference"));
    mine.badAdmin()
        .body(mine.userBody(mineToo, "anna", ", \"managerId\": \"" + user + "\""))
        .put("/profile/v1/users/" + mineToo)
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("unknown-reference"));
    UUID draft = mine.profile("[]");
    mine.badAdmin()
        .body("{\"userIds\": [\"%s\"], \"teamIds\": [\"%s\"]}".formatted(user, team))
        .put("/profile/v1/profiles/" + draft + "/assignments")
        .then()
        .statusCode(422)
        .body("errors", hasSize(2));
  }

  @Test
  void theSameIdIsSomethingElseHere() {
    mine.put("/profile/v1/users/" + user, mine.userBody(user, "user-" + user, ""));

    mine.admin().delete("/profile/v1/users/" + user).then().statusCode(204);

    other.admin().get("/profile/v1/users/" + user).then().statusCode(200);
  }

  @Test
  void feedsAreApart() {
    String feed =
        mine.service().queryParam("limit", 1000).get("/profile/v1/configuration-feed").asString();

    for (UUID id : List.of(other.id, unit, user, team, profile)) {
      assertFalse(feed.contains(id.toString()));
    }
    assertEquals(
        26, mine.service().get("/profile/v1/configuration-feed").jsonPath().getInt("revision"));
  }
}
