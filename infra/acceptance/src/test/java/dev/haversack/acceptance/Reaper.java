package dev.haversack.acceptance;

import dev.haversack.quickstart.suite.ManagedProcess;
import dev.haversack.quickstart.suite.ServiceName;
import dev.haversack.quickstart.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/**
 * Kills services, as {@code kill -9} does, one after the other while work goes on, and starts them
 * again.
 */
final class Reaper implements Callable<List<ServiceName>> {

  private final Suite suite;
  private final List<ServiceName> victims;
  private final Semaphore turns = new Semaphore(0);

  Reaper(Suite suite, List<ServiceName> victims) {
    this.suite = suite;
    this.victims = List.copyOf(victims);
  }

  /** Lets the next victim die now. */
  void strike() {
    turns.release();
  }

  /** Returns those killed, once all are and run again. */
  @Override
  public List<ServiceName> call() throws Exception {
    List<ServiceName> killed = new ArrayList<>();
    for (ServiceName victim : victims) {
      turns.acquire();
      ManagedProcess process = suite.service(victim);
      process.kill();
      process.start();
      process.awaitReady(Duration.ofSeconds(90));
      killed.add(victim);
    }
    return killed;
  }
}
