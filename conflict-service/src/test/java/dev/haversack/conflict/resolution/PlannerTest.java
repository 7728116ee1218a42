package dev.haversack.conflict.resolution;

import static dev.haversack.conflict.errors.StoredErrors.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.haversack.conflict.errors.StoredError;
import dev.haversack.conflict.errors.StoredErrors;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.MergeChoice;
import dev.haversack.contract.model.MergeSide;
import dev.haversack.contract.model.MergeSource;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.Resolution;
import dev.haversack.contract.model.ResolutionRequest;
import dev.haversack.contract.model.SyncErrorType;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final StoredError CONFLICT =
      StoredErrors.of(
          SyncErrorType.CONFLICT,
          Operation.UPDATE,
          "{\"name\":\"mine\"}",
          "{\"name\":\"base\"}",
          "{\"name\":\"theirs\"}",
          "name");
  private static final StoredError DELETE_CONFLICT =
      StoredErrors.of(
          SyncErrorType.CONFLICT, Operation.DELETE, null, null, "{\"name\":\"theirs\"}");
  private static final StoredError VANISHED =
      StoredErrors.of(
          SyncErrorType.RECORD_NOT_FOUND, Operation.UPDATE, "{\"name\":\"mine\"}", null, null);
  private static final StoredError EXISTS =
      StoredErrors.of(
          SyncErrorType.RECORD_ALREADY_EXISTS,
          Operation.CREATE,
          "{\"name\":\"mine\"}",
          null,
          "{\"name\":\"theirs\"}");
  private static final StoredError DENIED =
      StoredErrors.of(SyncErrorType.OTHER, Operation.UPDATE, "{\"name\":\"mine\"}", null, null);

  @Test
  void keepMineRepeatsTheActionOnTheVersionSeen() {
    assertEquals(new Plan.Apply(null, null, 42L, List.of()), plan(CONFLICT, Resolution.KEEP_MINE));
    assertEquals(
        new Plan.Apply(null, null, 42L, List.of()), plan(DELETE_CONFLICT, Resolution.KEEP_MINE));
  }

  @Test
  void keepMineOfARecordThatExistsUpdatesIt() {
    assertEquals(
        new Plan.Apply(Operation.UPDATE, null, 42L, List.of()), plan(EXISTS, Resolution.KEEP_MINE));
  }

  @Test
  void keepTheirsAndDiscardGiveTheActionUp() {
    assertEquals(new Plan.GiveUp(false), plan(CONFLICT, Resolution.KEEP_THEIRS));
    assertEquals(new Plan.GiveUp(false), plan(DENIED, Resolution.DISCARD));
  }

  @Test
  void aMergeSendsWhatWasChosenOnTheVersionSeen() {
    var choices = Map.of("name", new MergeChoice(null, TextNode.valueOf("both")));

    Plan plan = plan(CONFLICT, new ResolutionRequest(Resolution.MERGE, choices, null, null, null));

    assertEquals(
        new Plan.Apply(
            null,
            json("{\"name\":\"both\"}"),
            42L,
            List.of(new AttributeMerge("name", MergeSource.RESOLVER, null))),
        plan);
  }

  @Test
  void aMergeThatTakesAllOfTheirsGivesTheActionUp() {
    var choices = Map.of("name", new MergeChoice(MergeSide.THEIRS, null));

    Plan plan = plan(CONFLICT, new ResolutionRequest(Resolution.MERGE, choices, null, null, null));

    assertInstanceOf(Plan.GiveUp.class, plan);
  }

  @Test
  void aMergeWithoutTheNeededChoicesIsRefused() {
    var refused = refusal(CONFLICT, request(Resolution.MERGE));

    assertEquals(ProblemCode.VALIDATION_FAILED, refused.code());
    assertEquals(List.of("choices.name"), fields(refused));
  }

  @Test
  void resubmittingTriesTheSameAgainOnTheVersionSeenOrElseBuiltOn() {
    assertEquals(new Plan.Apply(null, null, 42L, List.of()), plan(CONFLICT, Resolution.RESUBMIT));
    assertEquals(new Plan.Apply(null, null, 40L, List.of()), plan(DENIED, Resolution.RESUBMIT));
  }

  @Test
  void aVanishedRecordCanBeMadeAnew() {
    var attributes = json("{\"name\":\"mine\",\"city\":\"Berlin\"}");

    Plan plan =
        plan(
            VANISHED,
            new ResolutionRequest(Resolution.RESUBMIT, null, attributes, Operation.CREATE, null));

    assertEquals(new Plan.Apply(Operation.CREATE, attributes, null, List.of()), plan);
  }

  @Test
  void anUpdateInConflictCannotBecomeADelete() {
    var refused =
        refusal(
            CONFLICT,
            new ResolutionRequest(Resolution.RESUBMIT, null, null, Operation.DELETE, null));

    assertEquals(List.of("operation"), fields(refused));
    assertEquals("Allowed: update.", refused.errors().getFirst().message());
  }

  @Test
  void aDeleteCarriesNoAttributes() {
    var refused =
        refusal(
            DELETE_CONFLICT,
            new ResolutionRequest(Resolution.RESUBMIT, null, json("{\"a\":1}"), null, null));

    assertEquals(List.of("attributes"), fields(refused));
  }

  /** As an upload could not either. */
  @Test
  void anUpdateChangesSomething() {
    var refused =
        refusal(CONFLICT, new ResolutionRequest(Resolution.RESUBMIT, null, json("{}"), null, null));

    assertEquals(List.of("attributes"), fields(refused));
    assertEquals(ProblemCode.MISSING_REQUIRED.code(), refused.errors().getFirst().code());
  }

  @Test
  void aResolutionThatDoesNotFitIsRefusedNamingThoseThatDo() {
    var refused = refusal(DENIED, request(Resolution.KEEP_MINE));

    assertEquals(ProblemCode.RESOLUTION_NOT_APPLICABLE, refused.code());
    assertTrue(refused.getMessage().contains("resubmit, discard"), refused.getMessage());
    assertEquals("Allowed: resubmit, discard.", refused.errors().getFirst().message());
  }

  @Test
  void partsWithoutUseAreRefusedAllAtOnce() {
    var refused =
        refusal(
            CONFLICT,
            new ResolutionRequest(
                Resolution.KEEP_MINE, Map.of(), json("{}"), Operation.UPDATE, "a\u0000b"));

    assertEquals(List.of("choices", "attributes", "operation", "reason"), fields(refused));
  }

  @Test
  void textsThatCannotBeStoredAreRefused() {
    var refused =
        refusal(
            DENIED,
            new ResolutionRequest(
                Resolution.RESUBMIT, null, json("{\"name\":\"a\\u0000b\"}"), null, null));

    assertEquals(List.of("attributes.name"), fields(refused));
  }

  private static ResolutionRequest request(Resolution resolution) {
    return new ResolutionRequest(resolution, null, null, null, null);
  }

  private static Plan plan(StoredError error, Resolution resolution) {
    return plan(error, request(resolution));
  }

  private static Plan plan(StoredError error, ResolutionRequest request) {
    return new Planner(error, request, SentValues.of(null)).plan();
  }

  private static ProblemException refusal(StoredError error, ResolutionRequest request) {
    return assertThrows(ProblemException.class, () -> plan(error, request));
  }

  private static List<String> fields(ProblemException refused) {
    return refused.errors().stream().map(FieldError::field).toList();
  }
}
