package dev.haversack.quickstart.tour;

import dev.haversack.contract.model.RecordChanges;
import dev.haversack.contract.model.RemovalReason;
import dev.haversack.contract.model.StoredRecord;
import dev.haversack.quickstart.client.Device;
import dev.haversack.quickstart.client.Json;
import dev.haversack.quickstart.client.SyncReport;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** A record leaves a dataset for another, and at last all of them. */
final class LeavingChapter {

  private final Stage stage;
  private final Narrator narrator;
  private final OfflineChapter offline;

  LeavingChapter(Stage stage, OfflineChapter offline) {
    this.stage = stage;
    this.narrator = stage.narrator();
    this.offline = offline;
  }

  void tell() {
    narrator.chapter("A record leaves a dataset");
    narrator.says(stage.managerName() + " gives the opportunity to " + stage.colleagueName() + ".");
    UUID[] colleague = new UUID[1];
    narrator.quietly(() -> colleague[0] = stage.colleagueId());
    stage.manager.patch(
        path(),
        new RecordChanges(
            Json.object().put("ownerid", colleague[0].toString()).put("owneridtype", "systemuser")),
        StoredRecord.class,
        "*");
    expectRemoval(stage.phone, "phone of " + stage.agentName(), RemovalReason.FILTER);
    Device colleaguesPhone = stage.colleaguesPhone();
    stage.syncUntil(
        "the opportunity is on the colleague's phone",
        colleaguesPhone,
        report -> colleaguesPhone.find(Stage.OPPORTUNITY, stage.opportunity).isPresent());
    narrator.shows("The phone of " + stage.colleagueName() + " has it now.");
    tidyUp();
  }

  private void tidyUp() {
    narrator.chapter("Tidying up");
    narrator.says(
        "The phone deletes offline what it made, and the manager deletes the opportunity, and how the other one ended.");
    stage.phone.delete(OfflineChapter.PROCESS, offline.process());
    stage.phone.delete(Stage.OPPORTUNITY, offline.addOn());
    stage.phone.upload(Duration.ofSeconds(10));
    stage.manager.delete(path(), "*");
    stage.manager.delete("/dataset/v1/records/opportunityclose/" + offline.close(), "*");
    expectRemoval(stage.tablet, "manager's tablet", RemovalReason.DELETED);
    narrator.expect(
        stage.phone.awaitReplayed(Stage.PATIENCE).size() == 8,
        "all eight actions of the phone are known");
    narrator.expect(!stage.phone.hasOpenActions(), "every action of the phone is settled");
    narrator.shows("Every action of the phone is settled; the data is as it was before the tour.");
  }

  private void expectRemoval(Device device, String name, RemovalReason reason) {
    SyncReport report =
        stage.syncUntil(
            "the opportunity leaves the " + name,
            device,
            later -> later.removed(Stage.OPPORTUNITY, stage.opportunity).isPresent());
    RemovalReason said = report.removed(Stage.OPPORTUNITY, stage.opportunity).orElseThrow();
    narrator.expect(said == reason, "the reason is " + reason + ", and not " + said);
    narrator.shows(
        "The delta removes it from the %s, and says why: %s."
            .formatted(name, reason.name().toLowerCase(Locale.ROOT)));
  }

  private String path() {
    return "/dataset/v1/records/opportunity/" + stage.opportunity;
  }
}
