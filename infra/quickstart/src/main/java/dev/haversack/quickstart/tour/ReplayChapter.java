package dev.haversack.quickstart.tour;

import dev.haversack.contract.model.ActionOutcome;
import dev.haversack.contract.model.ActionState;
import dev.haversack.quickstart.client.Device;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The network is back: both devices upload, and the server replays. */
final class ReplayChapter {

  private static final Duration WAIT = Duration.ofSeconds(10);

  private final Stage stage;
  private final Narrator narrator;
  private final OfflineChapter offline;

  ReplayChapter(Stage stage, OfflineChapter offline) {
    this.stage = stage;
    this.narrator = stage.narrator();
    this.offline = offline;
  }

  void tell() {
    narrator.chapter("The network is back: upload and replay");
    narrator.says("The tablet is first. It waits for the outcome (Prefer: wait).");
    List<ActionOutcome> tablet = upload(stage.tablet);
    narrator.expect(
        tablet.stream().allMatch(outcome -> outcome.state() == ActionState.APPLIED),
        "the tablet's change is applied");
    narrator.shows("The manager's change is in.");
    narrator.says("Then the phone. Its first action builds on a value that is not there any more.");
    upload(stage.phone);
    expect(offline.valueAction(), ActionState.FAILED, "the change of the value fails");
    expect(
        offline.wishAction(), ActionState.HELD, "the change behind it on the same record is held");
    narrator.expect(
        stage.phone.outcomes().stream()
            .anyMatch(outcome ->
                outcome.recordId().equals(offline.addOn())
                    && outcome.state() == ActionState.APPLIED),
        "the new opportunity does not depend on it and is applied");
    expect(offline.moved(), ActionState.APPLIED, "and so is its next stage in the process");
    expect(offline.won(), ActionState.APPLIED, "and so is the command that wins it");
    narrator.shows(
        "Value: failed, a conflict. Note: held behind it. New opportunity: made and won all the same.");
    narrator.shows(
        "Nothing is lost: the phone still shows what was entered, and so does the server.");
  }

  private List<ActionOutcome> upload(Device device) {
    List<ActionOutcome> outcomes = device.upload(WAIT);
    boolean queued = outcomes.stream().anyMatch(outcome -> outcome.state() == ActionState.QUEUED);
    return queued ? device.awaitReplayed(Stage.PATIENCE) : outcomes;
  }

  private void expect(UUID action, ActionState state, String what) {
    narrator.expect(
        stage.phone.outcome(action).map(ActionOutcome::state).filter(state::equals).isPresent(),
        what);
  }
}
