package dev.haversack.quickstart.suite;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    Ports ports = Ports.free(1).getFirst();
    assertDoesNotThrow(ports::requireFree);

    try (var other = new ServerSocket(ports.replay(), 1, InetAddress.getLoopbackAddress())) {
      String message = assertThrows(IOException.class, ports::requireFree).getMessage();
      assertTrue(message.contains("port " + other.getLocalPort() + ":"), message);
    }
  }

  @Test
  void noTwoOfSeveralInstancesAreTheSame() {
    int instances = 500;
    int[] ports = Ports.free(instances).stream().flatMapToInt(Ports::all).toArray();

    assertEquals(6 * instances, ports.length);
    assertEquals(ports.length, IntStream.of(ports).distinct().count());
  }
}
