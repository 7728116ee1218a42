package dev.haversack.conflict.errors;

import static dev.haversack.contract.model.Resolution.DISCARD;
import static dev.haversack.contract.model.Resolution.KEEP_MINE;
import static dev.haversack.contract.model.Resolution.KEEP_THEIRS;
import static dev.haversack.contract.model.Resolution.MERGE;
import static dev.haversack.contract.model.Resolution.RESUBMIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.SyncErrorType;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedResolutionsTest {

  @Test
  void anUpdateInConflictTakesEveryResolution() {
    assertEquals(
        List.of(KEEP_MINE, KEEP_THEIRS, MERGE, RESUBMIT, DISCARD),
        AllowedResolutions.of(SyncErrorType.CONFLICT, Operation.UPDATE));
  }

  @Test
  void aDeleteInConflictHasNothingToMerge() {
    assertEquals(
        List.of(KEEP_MINE, KEEP_THEIRS, RESUBMIT, DISCARD),
        AllowedResolutions.of(SyncErrorType.CONFLICT, Operation.DELETE));
  }

  @Test
  void mineOfAVanishedRecordCanOnlyBeMadeAnew() {
    assertEquals(
        List.of(KEEP_THEIRS, RESUBMIT, DISCARD),
        AllowedResolutions.of(SyncErrorType.RECORD_NOT_FOUND, Operation.UPDATE));
    assertEquals(
        List.of(Operation.UPDATE, Operation.CREATE),
        AllowedResolutions.operations(SyncErrorType.RECORD_NOT_FOUND, Operation.UPDATE));
  }

  @Test
  void whatIsGoneCannotBeDeletedAgain() {
    assertEquals(
        List.of(KEEP_THEIRS, DISCARD),
        AllowedResolutions.of(SyncErrorType.RECORD_NOT_FOUND, Operation.DELETE));
  }

  @Test
  void aCreateOfARecordThatExistsMayBecomeAnUpdate() {
    assertEquals(
        List.of(KEEP_MINE, KEEP_THEIRS, RESUBMIT, DISCARD),
        AllowedResolutions.of(SyncErrorType.RECORD_ALREADY_EXISTS, Operation.CREATE));
    assertEquals(
        List.of(Operation.CREATE, Operation.UPDATE),
        AllowedResolutions.operations(SyncErrorType.RECORD_ALREADY_EXISTS, Operation.CREATE));
  }

  @Test
  void otherFailuresAreTriedAgainOrGivenUp() {
    for (Operation operation : Operation.values()) {
      assertEquals(
          List.of(RESUBMIT, DISCARD), AllowedResolutions.of(SyncErrorType.OTHER, operation));
      assertEquals(
          List.of(operation), AllowedResolutions.operations(SyncErrorType.OTHER, operation));
    }
  }

  @Test
  void everyErrorCanBeGivenUp() {
    for (SyncErrorType type : SyncErrorType.values()) {
      for (Operation operation : Operation.values()) {
        assertTrue(AllowedResolutions.of(type, operation).contains(DISCARD));
      }
    }
  }
}
