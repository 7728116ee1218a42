package dev.haversack.replay.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateWindowTest {

  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  @Test
  void whatFitsIntoTheMinuteComesAndTheRestWaitsForTheNext() {
    RateWindow window = RateWindow.EMPTY.plus(60, NOON);
    assertEquals(Optional.empty(), window.waitFor(40, 100, NOON.plusSeconds(10)));
    assertEquals(
        Optional.of(Duration.ofSeconds(50)), window.waitFor(41, 100, NOON.plusSeconds(10)));
    assertEquals(Optional.empty(), window.waitFor(41, 100, NOON.plusSeconds(60)));
    assertEquals(new RateWindow(NOON.plusSeconds(60), 41), window.plus(41, NOON.plusSeconds(60)));
  }

  @Test
  void whatIsMoreThanTheLimitComesAlone() {
    assertEquals(Optional.empty(), RateWindow.EMPTY.waitFor(1000, 100, NOON));
    RateWindow window = RateWindow.EMPTY.plus(1000, NOON);
    assertEquals(Optional.of(Duration.ofSeconds(59)), window.waitFor(1, 100, NOON.plusSeconds(1)));
  }

  @Test
  void aClockThatIsSetBackKeepsNobodyOut() {
    RateWindow window = RateWindow.EMPTY.plus(100, NOON);
    assertEquals(Optional.empty(), window.waitFor(1, 100, NOON.minusSeconds(3600)));
    assertEquals(Optional.empty(), window.waitFor(1, 100, NOON.plusSeconds(86_400)));
  }
}
