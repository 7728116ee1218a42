package dev.haversack.replay.processing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), new Random(1));

  @Test
  void doublesFromTheFirstPauseToTheLongest() {
    for (int tries = 0; tries < 200; tries++) {
      long full = (long) Math.min(5000, 100 * Math.pow(2, tries));

      long pause = backoff.after(tries).toMillis();

      assertTrue(pause >= full / 2 && pause <= full, tries + " tries: " + pause);
    }
  }

  @Test
  void spreadsPausesOfTheSameLength() {
    assertTrue(
        java.util.stream.IntStream.range(0, 50).mapToObj(i -> backoff.after(10)).distinct().count()
            > 10);
  }
}
