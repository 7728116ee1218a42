package dev.haversack.platform.work;

import dev.haversack.platform.work.PollingLoop.Pass;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Several loops that do the same work at once. */
public final class PollingLoops implements AutoCloseable {

  private final List<PollingLoop> loops;

  /**
   * Loops that do not run yet.
   *
   * @param name shows in logs and thread dumps, with the number of the loop
   * @param count how many
   * @param interval the longest time between two passes of one without failures
   * @param pass the work
   */
  public PollingLoops(String name, int count, Duration interval, Pass pass) {
    this.loops =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> new PollingLoop(name + "-" + i, interval, pass))
            .toList();
  }

  /** Starts the loops. */
  public void start() {
    loops.forEach(PollingLoop::start);
  }

  /**
   * Tells of one more thing to do: one loop that waits has a look; when none does, each does before
   * it waits again.
   */
  public void wakeOne() {
    if (loops.stream().noneMatch(PollingLoop::wakeIfWaiting)) {
      loops.forEach(PollingLoop::wake);
    }
  }

  /** How many wait. */
  long waiting() {
    return loops.stream().filter(PollingLoop::isWaiting).count();
  }

  /** Ends the loops after the passes that are under way, and waits for those. */
  @Override
  public void close() {
    loops.parallelStream().forEach(PollingLoop::close);
  }
}
