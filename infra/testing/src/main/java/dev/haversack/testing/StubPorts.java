package dev.haversack.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Chooses where the stubs of the other services will listen. They themselves live beside the tests,
 * in another class loader than this.
 */
public final class StubPorts implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    return Map.of(
        "quarkus.rest-client.dataset.url", "http://localhost:" + freePort(),
        "quarkus.rest-client.conflict.url", "http://localhost:" + freePort());
  }

  @Override
  public void stop() {
    // Nothing was started.
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
