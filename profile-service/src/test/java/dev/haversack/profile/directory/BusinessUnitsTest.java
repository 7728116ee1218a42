package dev.haversack.profile.directory;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
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
class BusinessUnitsTest {

  private static final String UNITS = "/profile/v1/business-units/";
  private static final String USERS = "/profile/v1/users/";

  private Tenant tenant;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
  }

  @Test
  void businessUnitLivesFromCreationToDeletion() {
    UUID unit = UUID.randomUUID();

    var created = tenant.admin().body(unit(unit, "North", tenant.id)).put(UNITS + unit);
    created.then().statusCode(201);
    tenant
        .admin()
        .header("If-None-Match", created.header("ETag"))
        .get(UNITS + unit)
        .then()
        .statusCode(304);
    var changed =
        tenant
            .admin()
            .header("If-Match", created.header("ETag"))
            .body(unit(unit, "South", tenant.id))
            .put(UNITS + unit);
    changed.then().statusCode(200).body("name", equalTo("South"));
    tenant
        .badAdmin()
        .header("If-Match", created.header("ETag"))
        .delete(UNITS + unit)
        .then()
        .statusCode(412)
        .body("code", equalTo("version-mismatch"));
    tenant
        .admin()
        .header("If-Match", changed.header("ETag"))
        .delete(UNITS + unit)
        .then()
        .statusCode(204);
    tenant.badAdmin().get(UNITS + unit).then().statusCode(404);
    tenant.badAdmin().delete(UNITS + unit).then().statusCode(404);
  }

  @Test
  void businessUnitsStayATree() {
    UUID upper = tenant.unit();
    UUID lower = UUID.randomUUID();
    tenant.put(UNITS + lower, unit(lower, "Lower", upper));

    refused(UNITS + upper, unit(upper, "Upper", lower), "cycle");
    refused(UNITS + upper, unit(upper, "Upper", upper), "cycle");
    refused(UNITS + tenant.id, unit(tenant.id, "Root", lower), "root-has-no-parent");
    refused(UNITS + upper, "{\"id\": \"%s\", \"name\": \"U\"}".formatted(upper), "parent-needed");
    refused(UNITS + upper, unit(upper, "Upper", UUID.randomUUID()), "unknown-reference");
    refused(UNITS + upper, unit(UUID.randomUUID(), "Upper", tenant.id), "id-mismatch");
  }

  @Test
  void businessUnitInUseCannotBeDeleted() {
    UUID upper = tenant.unit();
    UUID lower = UUID.randomUUID();
    tenant.put(UNITS + lower, unit(lower, "Lower", upper));
    UUID user = UUID.randomUUID();
    tenant.put(
        USERS + user,
        tenant.userBody(user, "anna", "").replace(tenant.id.toString(), upper.toString()));

    tenant
        .badAdmin()
        .delete(UNITS + upper)
        .then()
        .statusCode(409)
        .body("code", equalTo("in-use"))
        .body("errors", hasSize(2));
    tenant.badAdmin().delete(UNITS + tenant.id).then().statusCode(409);
  }

  private void refused(String path, String body, String code) {
    tenant
        .badAdmin()
        .body(body)
        .put(path)
        .then()
        .statusCode(422)
        .body("code", equalTo("validation-failed"))
        .body("errors.code", contains(code));
  }

  private static String unit(UUID id, String name, UUID parent) {
    return "{\"id\": \"%s\", \"name\": \"%s\", \"parentId\": \"%s\"}".formatted(id, name, parent);
  }
}
