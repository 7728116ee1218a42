package dev.haversack.quickstart.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, with a deadline. */
public final class Await {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private Await() {}

  /**
   * Asks again and again, in growing intervals, until there is an answer.
   *
   * @param what is waited for, for the message
   * @param longest how long to wait
   * @param question what to ask
   * @throws IllegalStateException when there is no answer in time; the message names {@code what}
   */
  public static <T> T value(String what, Duration longest, Supplier<Optional<T>> question) {
    long deadline = System.nanoTime() + longest.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException(
            "Waited " + longest.toSeconds() + " s in vain for this: " + what);
      }
      LockSupport.parkNanos(pause.toNanos());
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  /** As {@link #value}, for a condition. */
  public static void until(String what, Duration longest, BooleanSupplier condition) {
    value(what, longest, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }
}
