package dev.haversack.replay.processing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.ApplyAnswer;
import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.ApplyOutcome;
import dev.haversack.contract.model.ApplyResult;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.SyncErrorType;
import dev.haversack.replay.processing.GroupAnswer.Answered;
import dev.haversack.replay.processing.GroupAnswer.NotNow;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DatasetAnswerTest {

  private static final UUID FIRST = UUID.randomUUID();
  private static final UUID SECOND = UUID.randomUUID();
  private static final List<ApplyAction> SENT = List.of(action(FIRST), action(SECOND, FIRST));
  private static final ApplyFailure FAILURE =
      new ApplyFailure(
          SyncErrorType.OTHER, "x", null, "x", null, null, null, null, null, null, null);

  @Test
  void oneResultPerActionIsUsed() {
    for (List<ApplyResult> good :
        List.of(
            List.of(applied(FIRST), failed(SECOND)),
            List.of(failed(FIRST), applied(SECOND)),
            List.of(failed(FIRST), skipped(SECOND)))) {
      assertEquals(new Answered(good), Dataset.checked(new ApplyAnswer(good), SENT));
    }
  }

  @Test
  void resultsThatDoNotBelongToTheActionsAreNotUsed() {
    List<List<ApplyResult>> wrong =
        List.of(
            List.of(),
            List.of(applied(FIRST)),
            List.of(applied(SECOND), applied(FIRST)),
            List.of(applied(FIRST), applied(FIRST)),
            List.of(applied(FIRST), skipped(SECOND)),
            List.of(applied(FIRST), withdrawn(SECOND)),
            List.of(
                applied(FIRST),
                new ApplyResult(SECOND, ApplyOutcome.FAILED, null, null, null, null)),
            List.of(applied(FIRST), new ApplyResult(SECOND, null, null, null, null, null)),
            List.of(applied(FIRST), applied(SECOND), applied(FIRST)));

    wrong.forEach(
        results -> assertInstanceOf(NotNow.class, Dataset.checked(new ApplyAnswer(results), SENT)));
    assertInstanceOf(NotNow.class, Dataset.checked(new ApplyAnswer(null), SENT));
  }

  private static ApplyResult applied(UUID id) {
    return new ApplyResult(id, ApplyOutcome.APPLIED, 1L, null, null, null);
  }

  private static ApplyResult withdrawn(UUID id) {
    return new ApplyResult(id, ApplyOutcome.WITHDRAWN, null, null, null, null);
  }

  private static ApplyResult skipped(UUID id) {
    return new ApplyResult(id, ApplyOutcome.SKIPPED, null, null, null, null);
  }

  private static ApplyResult failed(UUID id) {
    return new ApplyResult(id, ApplyOutcome.FAILED, null, null, null, FAILURE);
  }

  private static ApplyAction action(UUID id, UUID... dependsOn) {
    return new ApplyAction(
        id,
        1,
        "task",
        UUID.randomUUID(),
        Operation.DELETE,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(dependsOn),
        null,
        false);
  }
}
