package dev.haversack.replay.upload;

import dev.haversack.replay.testing.ReplayTest;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.testing.LargeBody;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LargeBodyTest extends ReplayTest {

  private static final String BEFORE =
      """
      {"batchId": "%1$s", "actions": [{"actionId": "%1$s", "sequence": 1, "entity": "task", "id": "%1$s",
       "kind": "create", "attributes": {"subject": "\
      """;

  @TestHTTPResource("/replay/v1/devices/")
  URI devices;

  @Test
  void aBatchOverTheLimitIsRefusedAndNotStored() {
    TestDevice device = new TestDevice();

    new LargeBody(BEFORE.formatted(UUID.randomUUID()), 11_000_000, "\"}}]}")
        .isRefused(
            "POST",
            devices.resolve(device.id() + "/batches"),
            Tokens.user(device.organization(), device.user()));

    device.get("").then().statusCode(404);
  }
}
