package dev.haversack.profile.directory;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

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
class PositionsTest {

  private static final String POSITIONS = "/profile/v1/positions/";
  private static final String USERS = "/profile/v1/users/";

  private Tenant tenant;
  private UUID head;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
    head = position("Head of sales", null);
  }

  @Test
  void positionLivesFromCreationToDeletion() {
    String tag = tenant.admin().get(POSITIONS + head).header("ETag");
    tenant.admin().header("If-None-Match", tag).get(POSITIONS + head).then().statusCode(304);
    tenant.admin().get("/profile/v1/positions").then().statusCode(200).body("items", hasSize(1));
    tenant
        .admin()
        .header("If-Match", tag)
        .body(body(head, "Head", null))
        .put(POSITIONS + head)
        .then()
        .statusCode(200)
        .body("name", equalTo("Head"));
    tenant.badAdmin().header("If-Match", tag).delete(POSITIONS + head).then().statusCode(412);
    tenant.admin().delete(POSITIONS + head).then().statusCode(204);
    tenant.badAdmin().get(POSITIONS + head).then().statusCode(404);
    tenant.user(UUID.randomUUID()).get(POSITIONS + head).then().statusCode(403);
  }

  @Test
  void positionsFormNoCircle() {
    UUID agent = position("Agent", head);
    refused(POSITIONS + head, body(head, "Head", agent), "cycle");
    refused(POSITIONS + head, body(head, "Head", head), "cycle");
    refused(POSITIONS + head, body(head, "Head", UUID.randomUUID()), "unknown-reference");
  }

  @Test
  void positionInUseStays() {
    position("Agent", head);
    UUID user = tenant.user();
    String holds = ", \"positionId\": \"" + head + "\"";
    tenant.put(USERS + user, tenant.userBody(user, "mira", holds));

    tenant
        .badAdmin()
        .delete(POSITIONS + head)
        .then()
        .statusCode(409)
        .body("code", equalTo("in-use"))
        .body("errors", hasSize(2));
    refused(
        USERS + user,
        tenant.userBody(user, "mira", ", \"positionId\": \"" + UUID.randomUUID() + "\""),
        "unknown-reference");
  }

  @Test
  void positionsAndHierarchyAreInTheFeed() {
    tenant.put(
        "/profile/v1/organization",
        """
        {"id": "%s", "name": "Northwind", "settings": {"conflictDetection": "attribute",
         "maximumOfflineAgeDays": 30, "hierarchySecurity": {"model": "position"}}}
        """
            .formatted(tenant.id));

    tenant
        .service()
        .get("/profile/v1/configuration-feed?limit=1000")
        .then()
        .statusCode(200)
        .body("entries.findAll { it.kind == 'position' }.id", hasItem(head.toString()))
        .body(
            "entries.findAll { it.kind == 'organization' }.payload.settings.hierarchySecurity.depth",
            contains(3));
  }

  private UUID position(String name, UUID parent) {
    UUID id = UUID.randomUUID();
    tenant.put(POSITIONS + id, body(id, name, parent));
    return id;
  }

  private void refused(String path, String body, String code) {
    tenant
        .badAdmin()
        .header("If-Match", "*")
        .body(body)
        .put(path)
        .then()
        .statusCode(422)
        .body("errors.code", hasItem(code));
  }

  private static String body(UUID id, String name, UUID parent) {
    return parent == null
        ? "{\"id\": \"%s\", \"name\": \"%s\"}".formatted(id, name)
        : "{\"id\": \"%s\", \"name\": \"%s\", \"parentId\": \"%s\"}".formatted(id, name, parent);
  }
}
