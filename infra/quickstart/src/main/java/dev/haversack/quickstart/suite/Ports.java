package dev.haversack.quickstart.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The ports of a suite on this machine.
 *
 * @param postgres of PostgreSQL
 * @param issuer of the OIDC issuer
 * @param profile of profile-service
 * @param dataset of dataset-service
 * @param replay of replay-service
 * @param conflict of conflict-service
 */
public record Ports(int postgres, int issuer, int profile, int dataset, int replay, int conflict) {

  /** The ports that the documentation names. */
  public static Ports usual() {
    return new Ports(15432, 8090, 8081, 8082, 8083, 8084);
  }

  /** Ports that are free now, for tests. */
  public static Ports free() {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 6; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      int[] ports = sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
      return new Ports(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      sockets.forEach(Ports::close);
    }
  }

  /** The same PostgreSQL and issuer, with the services on other ports. */
  Ports withServicesOf(Ports others) {
    return new Ports(
        postgres, issuer, others.profile, others.dataset, others.replay, others.conflict);
  }

  /**
   * Refuses to begin where something listens already: calls would go there, to another suite
   * perhaps.
   *
   * @throws IOException that names the ports
   */
  void requireFree() throws IOException {
    String taken =
        IntStream.of(postgres, issuer, profile, dataset, replay, conflict)
            .filter(Ports::isTaken)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", "));
    if (!taken.isEmpty()) {
      throw new IOException(
          "Something listens already on port " + taken + ": another suite? Stop it first.");
    }
  }

  private static boolean isTaken(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
