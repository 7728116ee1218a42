package dev.haversack.dataset.records;

import static dev.haversack.dataset.testing.RecordCalls.path;
import static org.hamcrest.Matchers.hasSize;

import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.LargeBody;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class LargeBodyTest {

  @Inject ConfigurationStore configuration;

  @TestHTTPResource("/dataset/v1/records/account")
  URI accounts;

  @Test
  void aRecordOverTheLimitIsRefusedAndNotMade() {
    TestOrganization org = new TestOrganization();
    configuration.apply(org.id, org.page());

    new LargeBody("{\"attributes\": {\"name\": \"", 11_000_000, "\"}}")
        .isRefused("POST", accounts, Tokens.user(org.id, org.anna));

    // An entity of that name would be a record as well, no import.
    new LargeBody("{\"attributes\": {\"name\": \"", 11_000_000, "\"}}")
        .isRefused("POST", accounts.resolve("import"), Tokens.user(org.id, org.anna));

    new RecordCalls(org)
        .as(org.anna)
        .contentType("application/json")
        .body("{}")
        .post(path("account") + "/query")
        .then()
        .statusCode(200)
        .body("items", hasSize(0));
  }
}
