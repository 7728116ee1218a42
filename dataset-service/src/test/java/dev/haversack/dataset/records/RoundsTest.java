package dev.haversack.dataset.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.dataset.records.Rounds.Left;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);

  private final Map<UUID, Left> left = new HashMap<>();
  private final List<UUID> done = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private final Rounds rounds = new Rounds("test", clock(), this::chunk);

  @Test
  void eachOrganizationHasItsTurn() {
    left.put(ONE, Left.MORE);
    assertTrue(rounds.run(List.of(ONE, TWO)));
    assertTrue(rounds.run(List.of(ONE, TWO)));
    left.put(ONE, Left.NOTHING);
    assertFalse(rounds.run(List.of(ONE, TWO)));
    assertEquals(List.of(ONE, TWO, ONE, TWO, ONE, TWO), done);
  }

  @Test
  void oneThatFailsKeepsNoOtherWaiting() {
    left.put(TWO, Left.MORE);
    var failing =
        new Rounds(
            "test",
            clock(),
            id -> {
              if (id.equals(ONE)) {
                throw new IllegalStateException("The transaction's time is over");
              }
              return chunk(id);
            });
    assertTrue(failing.run(List.of(ONE, TWO)));
    assertEquals(List.of(TWO), done);
  }

  @Test
  void whatIsLockedIsComeBackForLessAndLessOften() {
    left.put(ONE, Left.LOCKED);
    List<Integer> turns = new ArrayList<>();
    for (int halfSecond = 0; halfSecond < 100; halfSecond++) {
      done.clear();
      assertFalse(rounds.run(List.of(ONE, TWO)));
      if (done.contains(ONE)) {
        turns.add(halfSecond);
      }
      now = now.plusMillis(500);
    }
    assertEquals(List.of(0, 1, 3, 7, 15, 31, 63, 95), turns);
  }

  @Test
  void afterwardsThePausesAreShortAgain() {
    left.put(ONE, Left.LOCKED);
    for (int i = 0; i < 5; i++) {
      rounds.run(List.of(ONE));
      now = now.plus(Duration.ofMinutes(1));
    }
    rounds.run(List.of());
    rounds.run(List.of(ONE));
    done.clear();
    now = now.plusMillis(500);
    rounds.run(List.of(ONE));
    assertEquals(List.of(ONE), done);
  }

  private Left chunk(UUID organizationId) {
    done.add(organizationId);
    return left.getOrDefault(organizationId, Left.NOTHING);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}
