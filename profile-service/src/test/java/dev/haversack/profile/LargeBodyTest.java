package dev.haversack.profile;

import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.LargeBody;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class LargeBodyTest {

  @TestHTTPResource("/profile/v1/organization")
  URI organization;

  @Test
  void aBodyOverTheLimitIsRefusedAndChangesNothing() {
    Tenant tenant = new Tenant();

    new LargeBody("{\"id\": \"" + tenant.id + "\", \"name\": \"", 11_000_000, "\"}")
        .isRefused("PUT", organization, Tokens.admin(tenant.id, tenant.adminId));

    tenant.badAdmin().get("/profile/v1/organization").then().statusCode(404);
  }
}
