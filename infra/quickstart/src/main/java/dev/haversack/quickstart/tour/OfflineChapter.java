package dev.haversack.quickstart.tour;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.CommandName;
import dev.haversack.quickstart.client.Device;
import dev.haversack.quickstart.client.DeviceRecord;
import dev.haversack.quickstart.client.Json;
import java.util.UUID;

/** Both devices work on the same opportunity without a network. */
final class OfflineChapter {

  static final int BASE = 12500;
  static final int MINE = 15000;
  static final int THEIRS = 11000;
  static final String WISH = "Wants delivery in May";
  static final String PHASE = "Propose";
  static final String PROCESS = "opportunitysalesprocess";

  private final Stage stage;
  private final Narrator narrator;
  private UUID valueAction = new UUID(0, 0);
  private UUID wishAction = new UUID(0, 0);
  private UUID addOn = new UUID(0, 0);
  private UUID process = new UUID(0, 0);
  private UUID moved = new UUID(0, 0);
  private UUID won = new UUID(0, 0);
  private final UUID close = UUID.randomUUID();

  OfflineChapter(Stage stage) {
    this.stage = stage;
    this.narrator = stage.narrator();
  }

  /** The agent's change of the value. */
  UUID valueAction() {
    return valueAction;
  }

  /** The agent's change after that. */
  UUID wishAction() {
    return wishAction;
  }

  /** The opportunity that the agent made offline. */
  UUID addOn() {
    return addOn;
  }

  /** What keeps how it ended, made by the command that wins it. */
  UUID close() {
    return close;
  }

  /** Where the opportunity that the agent made is in the sales process. */
  UUID process() {
    return process;
  }

  /** The agent's command that moves it to the next stage of the sales process. */
  UUID moved() {
    return moved;
  }

  /** The agent's command that wins it. */
  UUID won() {
    return won;
  }

  void tell() {
    narrator.chapter("Two devices work offline on the same opportunity");
    narrator.says("No requests here: both devices only queue what is done.");
    valueAction = update(stage.phone, Json.object().put("estimatedvalue", MINE));
    wishAction = update(stage.phone, Json.object().put("description", WISH));
    addOn =
        stage.phone.create(
            Stage.OPPORTUNITY,
            Json.object().put("name", "Tour: rain covers").put("estimatedvalue", 900));
    process = stage.phone.create(PROCESS, Json.object().put("bpf_opportunityid", addOn.toString()));
    moved = stage.phone.command(CommandName.NEXT_STAGE, PROCESS, process, Json.object());
    won =
        stage.phone.command(
            CommandName.WIN_OPPORTUNITY,
            Stage.OPPORTUNITY,
            addOn,
            Json.object().put("opportunitycloseid", close.toString()).put("actualrevenue", 850));
    DeviceRecord seen = stage.phone.record(Stage.OPPORTUNITY, stage.opportunity);
    narrator.expect(seen.value("estimatedvalue").asInt() == MINE, "the phone shows its own edit");
    narrator.shows(
        "Phone: value %d -> %d, then a note \"%s\", then a new opportunity, through its process and won; %d actions queued."
            .formatted(BASE, MINE, WISH, stage.phone.unsent()));
    update(stage.tablet, Json.object().put("estimatedvalue", THEIRS).put("stepname", PHASE));
    narrator.shows("Tablet: value %d -> %d, phase \"%s\".".formatted(BASE, THEIRS, PHASE));
  }

  private UUID update(Device device, ObjectNode changes) {
    return device.update(Stage.OPPORTUNITY, stage.opportunity, changes);
  }
}
