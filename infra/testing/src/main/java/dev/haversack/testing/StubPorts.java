package dev.haversack.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.Random;

/**
 * Chooses where the stubs of the other services will listen. They themselves live beside the tests,
 * in another class loader than this.
 */
public final class StubPorts implements QuarkusTestResourceLifecycleManager {

  // Below those that Linux (32768) and others (49152) give to connections: the service under test
  // makes some before the stubs listen.
  private static final int FIRST = 18_000;
  private static final int LAST = 32_000;

  @Override
  public Map<String, String> start() {
    PrimitiveIterator.OfInt ports =
        new Random().ints(FIRST, LAST).distinct().filter(StubPorts::isFree).iterator();
    return Map.of(
        "quarkus.rest-client.dataset.url", "http://localhost:" + ports.nextInt(),
        "quarkus.rest-client.conflict.url", "http://localhost:" + ports.nextInt());
  }

  @Override
  public void stop() {
    // Nothing was started.
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
