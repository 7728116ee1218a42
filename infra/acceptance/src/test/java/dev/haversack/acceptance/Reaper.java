package dev.haversack.acceptance;

import dev.haversack.quickstart.suite.ManagedProcess;
import dev.haversack.quickstart.suite.ServiceName;
import dev.haversack.quickstart.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/** Does harm while work goes on, one thing after the other, and has each mended before the next. */
final class Reaper implements Callable<Integer> {

  /** A harm, and its end. */
  @FunctionalInterface
  interface Harm {
    /** Returns when all is well again. */
    void run() throws Exception;
  }

  private final List<Harm> harms;
  private long struck;
  private final Semaphore turns = new Semaphore(0);

  Reaper(List<Harm> harms) {
    this.harms = List.copyOf(harms);
  }

  /** Kills these services one after the other, as {@code kill -9} does, by turns each instance. */
  static List<Harm> killing(Suite suite, List<ServiceName> victims) {
    List<Harm> harms = new ArrayList<>();
    for (int i = 0; i < victims.size(); i++) {
      List<ManagedProcess> instances = suite.instances(victims.get(i));
      // Not by i alone: with as many services as there are, each would lose the same instance.
      ManagedProcess victim =
          instances.get((i + i / ServiceName.values().length) % instances.size());
      harms.add(() -> kill(victim));
    }
    return harms;
  }

  /**
   * Every service so many times, and the database so many times, by turns as if it was killed and
   * in order, in an order by chance.
   */
  static List<Harm> everything(Suite suite, int kills, int restarts, Random random) {
    List<ServiceName> victims = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      victims.addAll(List.of(ServiceName.values()));
    }
    List<Harm> harms = new ArrayList<>(killing(suite, victims));
    for (int i = 0; i < restarts; i++) {
      harms.add(i % 2 == 0 ? suite::crashDatabase : suite::restartDatabase);
    }
    java.util.Collections.shuffle(harms, random);
    return harms;
  }

  private static void kill(ManagedProcess process) throws Exception {
    process.kill();
    process.start();
    process.awaitReady(TestSuite.PATIENCE);
  }

  /** Lets as many be done, all in all, as belong to a part of the work. */
  synchronized void strikeFor(long done, long total) {
    long due = Math.min(harms.size(), done * (harms.size() + 2) / total);
    while (struck < due) {
      struck++;
      turns.release();
    }
  }

  /** How many harms there are. */
  int size() {
    return harms.size();
  }

  /** Returns how many were done, once all are mended. */
  @Override
  public Integer call() throws Exception {
    int done = 0;
    for (Harm harm : harms) {
      turns.acquire();
      harm.run();
      done++;
    }
    return done;
  }
}
