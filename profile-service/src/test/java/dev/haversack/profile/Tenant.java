package dev.haversack.profile;

import static io.restassured.RestAssured.given;

import dev.haversack.testing.Contract;
import dev.haversack.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** An organization of its own for each test, with an administrator. */
public final class Tenant {

  /** The organization, and the root of its business units. */
  public final UUID id = UUID.randomUUID();

  public final UUID adminId = UUID.randomUUID();

  /** An organization that exists. */
  public static Tenant created() {
    StubDataset.get();
    Tenant tenant = new Tenant();
    tenant
        .admin()
        .body(tenant.organization("Northwind"))
        .put("/profile/v1/organization")
        .then()
        .statusCode(201);
    return tenant;
  }

  /** The organization's body. */
  public String organization(String name) {
    return """
    {"id": "%s", "name": "%s",
     "settings": {"conflictDetection": "attribute", "maximumOfflineAgeDays": 30}}
    """
        .formatted(id, name);
  }

  /** Sets limits of profiles; all others have their defaults. */
  public void limits(String limits) {
    put(
        "/profile/v1/organization",
        """
        {"id": "%s", "name": "Northwind", "settings": {"conflictDetection": "attribute",
         "maximumOfflineAgeDays": 30, "profileLimits": {%s}}}
        """
            .formatted(id, limits));
  }

  /** A good request of the administrator: request and answer are held against the contract. */
  public RequestSpecification admin() {
    return request(Tokens.admin(id, adminId)).filter(Contract.requestAndAnswer());
  }

  /** A bad request of the administrator: the answer is held against the contract. */
  public RequestSpecification badAdmin() {
    return request(Tokens.admin(id, adminId)).filter(Contract.answer());
  }

  /** A request of a user. */
  public RequestSpecification user(UUID userId) {
    return request(Tokens.user(id, userId)).filter(Contract.answer());
  }

  /** A request of another service for this organization. */
  public RequestSpecification service() {
    return request(Tokens.service())
        .header("Haversack-Organization", id)
        .filter(Contract.requestAndAnswer());
  }

  /** Stores something that must be accepted. */
  public Response put(String path, String body) {
    return admin()
        .body(body)
        .put(path)
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(200, 201))
        .extract()
        .response();
  }

  /** Adds a business unit below the root. */
  public UUID unit() {
    UUID unit = UUID.randomUUID();
    put(
        "/profile/v1/business-units/" + unit,
        "{\"id\": \"%s\", \"name\": \"North\", \"parentId\": \"%s\"}".formatted(unit, id));
    return unit;
  }

  /** Adds a user in the root. */
  public UUID user() {
    UUID user = UUID.randomUUID();
    put("/profile/v1/users/" + user, userBody(user, "user-" + user, ""));
    return user;
  }

  /** A user's body in the root, with further properties that begin with a comma. */
  public String userBody(UUID user, String userName, String further) {
    return """
    {"id": "%s", "userName": "%s", "fullName": "Anna Snelling", "businessUnitId": "%s",
     "roleIds": [], "active": true %s}
    """
        .formatted(user, userName, id, further);
  }

  /** Adds a team in the root. */
  public UUID team(UUID... members) {
    UUID team = UUID.randomUUID();
    put("/profile/v1/teams/" + team, teamBody(team, "owner", members));
    return team;
  }

  /** A team's body in the root. */
  public String teamBody(UUID team, String kind, UUID... members) {
    String ids =
        java.util.Arrays.stream(members)
            .map(member -> "\"" + member + "\"")
            .collect(java.util.stream.Collectors.joining(","));
    return """
    {"id": "%s", "name": "Key accounts", "kind": "%s", "businessUnitId": "%s",
     "memberIds": [%s], "roleIds": []}
    """
        .formatted(team, kind, id, ids);
  }

  /** Enables an entity with an organization filter that takes everything. */
  public void enable(String entity) {
    put(
        "/profile/v1/entities/" + entity + "/offline",
        "{\"enabled\": true, \"organizationFilter\": {\"and\": []}}");
  }

  /** Stores a draft with these items. */
  public UUID profile(String items) {
    UUID profile = UUID.randomUUID();
    put("/profile/v1/profiles/" + profile, profileBody(profile, "Profile " + profile, items));
    return profile;
  }

  /** A draft's body. */
  public String profileBody(UUID profile, String name, String items) {
    return "{\"id\": \"%s\", \"name\": \"%s\", \"items\": %s}".formatted(profile, name, items);
  }

  private static RequestSpecification request(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }
}
