package dev.haversack.conflict.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.haversack.conflict.errors.ErrorStatus.Active;
import dev.haversack.conflict.errors.ErrorStatus.Resolved;
import dev.haversack.conflict.errors.ErrorStatus.Resolving;
import dev.haversack.contract.model.SyncErrorState;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ErrorStatusTest {

  private static final UUID DECISION = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);
  private static final List<ErrorStatus> ALL =
      List.of(new Active(2), new Resolving(2, DECISION), new Resolved(2, DECISION));

  @Test
  void aLaterAttemptOpensTheErrorAgainFromAnyState() {
    for (ErrorStatus status : ALL) {
      assertEquals(new Active(3), status.failed(3));
    }
  }

  @Test
  void theSameAndEarlierAttemptsChangeNothing() {
    for (ErrorStatus status : ALL) {
      assertEquals(status, status.failed(2));
      assertEquals(status, status.failed(1));
    }
  }

  @Test
  void aDecisionBelongsToTheAttemptItIsAbout() {
    assertEquals(new Resolving(2, DECISION), new Active(2).decided(DECISION));
  }

  @Test
  void theOutcomeOfTheAwaitedDecisionSettlesTheError() {
    assertEquals(new Resolved(2, DECISION), new Resolving(2, DECISION).settled(DECISION));
  }

  @Test
  void theOutcomeOfAnotherDecisionChangesNothing() {
    for (ErrorStatus status : ALL) {
      assertEquals(status, status.settled(OTHER));
    }
  }

  @Test
  void aRefusalOfTheAwaitedDecisionLeavesTheAttemptUndecided() {
    assertEquals(new Active(2), new Resolving(2, DECISION).refused(DECISION));
  }

  @Test
  void aRefusalOfAnotherDecisionOrTooLateChangesNothing() {
    for (ErrorStatus status : ALL) {
      assertEquals(status, status.refused(OTHER));
    }
    assertEquals(new Resolved(2, DECISION), new Resolved(2, DECISION).refused(DECISION));
    assertEquals(new Active(3), new Active(3).refused(DECISION));
  }

  @Test
  void anOutcomeThatComesAgainOrTooLateChangesNothing() {
    assertEquals(new Resolved(2, DECISION), new Resolved(2, DECISION).settled(DECISION));
    assertEquals(new Active(3), new Resolving(2, DECISION).failed(3).settled(DECISION));
  }

  @Test
  void aStatusSurvivesTheDatabase() {
    for (ErrorStatus status : ALL) {
      assertEquals(status, ErrorStatus.of(status.state(), status.attempt(), status.decision()));
    }
    assertNull(new Active(1).decision());
  }

  @Test
  void rowsThatMakeNoSenseAreRefused() {
    assertThrows(
        IllegalStateException.class, () -> ErrorStatus.of(SyncErrorState.RESOLVED, 1, null));
    assertThrows(
        IllegalStateException.class, () -> ErrorStatus.of(SyncErrorState.ACTIVE, 1, DECISION));
  }
}
