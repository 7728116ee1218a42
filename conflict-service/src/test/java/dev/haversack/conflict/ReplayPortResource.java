package dev.haversack.conflict;

import dev.haversack.testing.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Names a place for replay-service where nothing listens until a test starts a stub there. */
public final class ReplayPortResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    return Map.of(
        "haversack.replay-service.url", "http://localhost:" + FreePorts.find(1).getFirst());
  }

  @Override
  public void stop() {
    // Nothing was left open.
  }
}
