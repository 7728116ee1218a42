package dev.haversack.quickstart.tour;

import dev.haversack.contract.model.NewRecord;
import dev.haversack.contract.model.StoredRecord;
import dev.haversack.quickstart.client.Device;
import dev.haversack.quickstart.client.Json;
import dev.haversack.quickstart.client.SyncReport;

/** Two devices download their datasets. */
final class DownloadChapter {

  private final Stage stage;
  private final Narrator narrator;

  DownloadChapter(Stage stage) {
    this.stage = stage;
    this.narrator = stage.narrator();
  }

  void tell() {
    narrator.chapter("The first download");
    narrator.says(stage.agentName() + " enters an opportunity while still online.");
    StoredRecord stored =
        stage
            .agent
            .post(
                "/dataset/v1/records/opportunity",
                new NewRecord(
                    stage.opportunity,
                    Json.object().put("name", "Tour: 200 rucksacks").put("estimatedvalue", 12500)),
                StoredRecord.class)
            .body();
    narrator.shows("It is stored as version " + stored.version() + ", owned by who made it.");
    stage.awaitCheckpoint();
    narrator.says(
        "Then the phone downloads " + stage.agentName() + "'s dataset, as a stream of lines:");
    download(stage.phone, "agent's phone");
    narrator.says("The tablet of the manager, " + stage.managerName() + ", gets another one:");
    download(stage.tablet, "manager's tablet");
  }

  private void download(Device device, String name) {
    SyncReport report = device.snapshot();
    narrator.expect(report.kind().equals("snapshot"), "the first download is a snapshot");
    narrator.shows(
        "The %s holds %,d records: %s; exact to checkpoint %d. Counts and digests agree with the closing line."
            .formatted(name, report.total(), report.records(), report.checkpoint()));
    if (device.find(Stage.OPPORTUNITY, stage.opportunity).isEmpty()) {
      stage.syncUntil(
          "the new opportunity is on the " + name,
          device,
          later -> device.find(Stage.OPPORTUNITY, stage.opportunity).isPresent());
    }
    narrator.shows("The new opportunity is on it.");
  }
}
