package dev.haversack.quickstart.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  // Below what Linux (32768) and others (49152) give to connections, unless told otherwise.
  private static final int FIRST_FREE = 18_000;
  private static final int END_FREE = 32_000;

  /** The ports that the documentation names. */
  public static Ports usual() {
    return new Ports(15432, 8090, 8081, 8082, 8083, 8084);
  }

  /**
   * Ports that are free now, for tests: no two of them are the same. They are none that systems
   * usually give to connections that go out, as some do before the last service listens.
   *
   * @param instances how many times
   * @throws java.util.NoSuchElementException when there are not so many
   */
  public static List<Ports> free(int instances) {
    List<Integer> all =
        IntStream.range(FIRST_FREE, END_FREE)
            .boxed()
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(all);
    PrimitiveIterator.OfInt free =
        all.stream().mapToInt(Integer::intValue).filter(Ports::canListen).iterator();
    return Stream.generate(() -> next(free)).limit(instances).toList();
  }

  private static Ports next(PrimitiveIterator.OfInt free) {
    return new Ports(
        free.nextInt(),
        free.nextInt(),
        free.nextInt(),
        free.nextInt(),
        free.nextInt(),
        free.nextInt());
  }

  /** All of them. */
  IntStream all() {
    return IntStream.of(postgres, issuer, profile, dataset, replay, conflict);
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
        all().filter(Ports::isTaken).mapToObj(String::valueOf).collect(Collectors.joining(", "));
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

  private static boolean canListen(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
