package dev.haversack.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Ports where nothing listens yet. They are none that systems usually give to connections that go
 * out: the service under test makes some before a stub listens there.
 */
public final class FreePorts {

  // Below those that Linux (32768) and others (49152) give to connections, unless told otherwise.
  private static final int FIRST = 18_000;
  private static final int END = 32_000;

  private FreePorts() {}

  /**
   * Different ones.
   *
   * @throws IllegalStateException when there are not so many
   */
  public static List<Integer> find(int count) {
    List<Integer> all =
        IntStream.range(FIRST, END).boxed().collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(all);
    List<Integer> free = all.stream().filter(FreePorts::isFree).limit(count).toList();
    if (free.size() < count) {
      throw new IllegalStateException("There are no " + count + " free ports.");
    }
    return free;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
