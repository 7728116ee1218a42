package dev.haversack.quickstart.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.haversack.contract.model.ActionOutcome;
import dev.haversack.contract.model.ActionState;
import dev.haversack.contract.model.AttributeComparison;
import dev.haversack.contract.model.MergeChoice;
import dev.haversack.contract.model.Resolution;
import dev.haversack.contract.model.ResolutionRequest;
import dev.haversack.contract.model.SyncError;
import dev.haversack.contract.model.SyncErrorPage;
import dev.haversack.contract.model.SyncErrorState;
import dev.haversack.contract.model.SyncErrorType;
import dev.haversack.quickstart.client.Answer;
import dev.haversack.quickstart.client.Await;
import dev.haversack.quickstart.client.Device;
import dev.haversack.quickstart.client.DeviceRecord;
import dev.haversack.quickstart.client.ProblemAnswerException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The agent settles the conflict; both devices learn of it. */
final class ConflictChapter {

  private static final int AGREED = 13000;

  private final Stage stage;
  private final Narrator narrator;
  private final OfflineChapter offline;

  ConflictChapter(Stage stage, OfflineChapter offline) {
    this.stage = stage;
    this.narrator = stage.narrator();
    this.offline = offline;
  }

  void tell() {
    narrator.chapter("The conflict, and its resolution");
    Answer<SyncError> error = conflict();
    resolve(error);
    awaitReplay();
    narrator.chapter("The deltas after it");
    narrator.says("Both devices ask what changed since their tokens.");
    sync(stage.phone, "phone");
    sync(stage.tablet, "tablet");
  }

  private Answer<SyncError> conflict() {
    narrator.quietly(() ->
        Await.until(
            "the conflict is reported to conflict-service",
            Stage.PATIENCE,
            () -> !errors().items().isEmpty()));
    narrator.says(stage.agentName() + " looks at what went wrong, from any client.");
    UUID id = errors().items().getFirst().id();
    narrator.expect(id.equals(offline.valueAction()), "the error is that of the failed action");
    Answer<SyncError> error = stage.agent.get("/conflict/v1/sync-errors/" + id, SyncError.class);
    AttributeComparison value =
        error.body().attributes().stream()
            .filter(comparison -> comparison.attribute().equals("estimatedvalue"))
            .findFirst()
            .orElseThrow(
                () -> new TourFailedException("The conflict does not name estimatedvalue"));
    narrator.expect(error.body().type() == SyncErrorType.CONFLICT, "it is a conflict");
    narrator.expect(value.conflicting(), "both sides changed estimatedvalue");
    narrator.expect(is(value.base(), OfflineChapter.BASE), "base is " + OfflineChapter.BASE);
    narrator.expect(is(value.mine(), OfflineChapter.MINE), "mine is " + OfflineChapter.MINE);
    narrator.expect(
        is(value.theirs(), OfflineChapter.THEIRS), "theirs is " + OfflineChapter.THEIRS);
    narrator.shows(
        "estimatedvalue: base %d, mine %d, theirs %d."
            .formatted(OfflineChapter.BASE, OfflineChapter.MINE, OfflineChapter.THEIRS));
    return error;
  }

  private void resolve(Answer<SyncError> error) {
    narrator.says("They agree on " + AGREED + ": a merge with a value of its own.");
    String path = "/conflict/v1/sync-errors/" + error.body().id() + "/resolution";
    ResolutionRequest merge =
        new ResolutionRequest(
            Resolution.MERGE,
            Map.of("estimatedvalue", new MergeChoice(null, IntNode.valueOf(AGREED))),
            null,
            null,
            "Agreed by phone");
    stage.agent.post(
        path,
        merge,
        SyncError.class,
        Map.of("Prefer", "wait=10", "If-Match", error.etag().orElse("*")));
    narrator.says("The administrator comes too late to decide otherwise:");
    try {
      stage.admin.post(
          path,
          new ResolutionRequest(Resolution.KEEP_THEIRS, null, null, null, null),
          SyncError.class);
      throw new TourFailedException("A conflict could be resolved twice");
    } catch (ProblemAnswerException e) {
      narrator.expect(
          e.code().equals("already-resolved"),
          "the second decision is refused as already-resolved");
    }
    narrator.shows("One decision counts; the second gets 409 already-resolved.");
  }

  private void awaitReplay() {
    narrator.quietly(() ->
        Await.until(
            "the resolution is carried out, and what was held goes on",
            Stage.PATIENCE,
            () -> {
              stage.phone.refreshOutcomes();
              return in(offline.valueAction()) && in(offline.wishAction());
            }));
    SyncError settled =
        Await.value(
            "the conflict is resolved",
            Stage.PATIENCE,
            () ->
                java.util.Optional.of(
                        stage
                            .agent
                            .get(
                                "/conflict/v1/sync-errors/" + offline.valueAction(),
                                SyncError.class)
                            .body())
                    .filter(now -> now.state() == SyncErrorState.RESOLVED));
    narrator.shows(
        "The error is %s; the merged value is in, and the held note after it."
            .formatted(settled.state().name().toLowerCase(java.util.Locale.ROOT)));
  }

  private void sync(Device device, String name) {
    stage.syncUntil("the settled opportunity is on the " + name, device, report -> settled(device));
    DeviceRecord record = device.record(Stage.OPPORTUNITY, stage.opportunity);
    narrator.shows(
        "The %s shows: value %s, phase \"%s\", note \"%s\"."
            .formatted(
                name,
                record.text("estimatedvalue"),
                record.text("stepname"),
                record.text("description")));
  }

  private boolean settled(Device device) {
    return device.synced(Stage.OPPORTUNITY).stream()
        .filter(record -> record.id().equals(stage.opportunity))
        .anyMatch(record ->
            record.value("estimatedvalue").asInt() == AGREED
                && record.text("stepname").equals(OfflineChapter.PHASE)
                && record.text("description").equals(OfflineChapter.WISH));
  }

  private SyncErrorPage errors() {
    return stage
        .agent
        .get(
            "/conflict/v1/sync-errors?state=active&recordId=" + stage.opportunity,
            SyncErrorPage.class)
        .body();
  }

  private boolean in(UUID action) {
    return stage
        .phone
        .outcome(action)
        .map(ActionOutcome::state)
        .filter(state -> state == ActionState.APPLIED || state == ActionState.MERGED)
        .isPresent();
  }

  private static boolean is(@Nullable JsonNode value, int expected) {
    return value != null && value.asInt() == expected;
  }
}
