package dev.haversack.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;

/**
 * Chooses where the stubs of the other services will listen. They themselves live beside the tests,
 * in another class loader than this.
 */
public final class StubPorts implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    List<Integer> ports = FreePorts.find(2);
    return Map.of(
        "quarkus.rest-client.dataset.url", "http://localhost:" + ports.get(0),
        "quarkus.rest-client.conflict.url", "http://localhost:" + ports.get(1));
  }

  @Override
  public void stop() {
    // Nothing was started.
  }
}
