package dev.haversack.conflict;

import static org.hamcrest.Matchers.equalTo;

import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.LargeBody;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class LargeBodyTest {

  @TestHTTPResource("/conflict/v1/sync-errors/")
  URI syncErrors;

  @Test
  void aResolutionOverTheLimitIsRefusedAndResolvesNothing() {
    Scene scene = new Scene();
    UUID error = scene.conflict();

    new LargeBody(
            "{\"resolution\": \"resubmit\", \"attributes\": {\"name\": \"", 11_000_000, "\"}}")
        .isRefused(
            "POST",
            syncErrors.resolve(error + "/resolution"),
            Tokens.user(scene.organization, scene.anna));

    scene
        .asAnna()
        .get("/conflict/v1/sync-errors/" + error)
        .then()
        .statusCode(200)
        .body("status", equalTo("active"));
  }
}
