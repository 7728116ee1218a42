package dev.haversack.quickstart.client;

import dev.haversack.contract.model.ActionOutcome;
import dev.haversack.contract.model.ActionPage;
import dev.haversack.contract.model.BatchReceipt;
import dev.haversack.contract.model.DeviceStatus;
import dev.haversack.contract.model.UploadBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings a device's queue to replay-service, and what became of it back. */
final class UploadLink {

  private final ApiClient api;
  private final String path;
  private final ActionQueue queue;

  UploadLink(ApiClient api, UUID deviceId, ActionQueue queue) {
    this.api = api;
    this.path = "/replay/v1/devices/" + deviceId;
    this.queue = queue;
  }

  List<ActionOutcome> upload(Duration wait) {
    List<ActionOutcome> outcomes = new ArrayList<>();
    for (Optional<UploadBatch> next = queue.next(); next.isPresent(); next = queue.next()) {
      UploadBatch batch = next.get();
      BatchReceipt receipt = send(batch, wait);
      queue.answered(batch);
      receipt.actions().forEach(queue::know);
      outcomes.addAll(receipt.actions());
    }
    return outcomes;
  }

  BatchReceipt send(UploadBatch batch, Duration wait) {
    return api.post(
            path + "/batches",
            batch,
            BatchReceipt.class,
            Map.of("Prefer", "wait=" + wait.toSeconds()))
        .body();
  }

  List<ActionOutcome> refresh() {
    @Nullable Long after = 0L;
    while (after != null) {
      ActionPage page =
          api.get(path + "/actions?limit=1000&afterSequence=" + after, ActionPage.class).body();
      page.actions().forEach(queue::know);
      after = page.nextAfterSequence();
    }
    return queue.outcomes();
  }

  DeviceStatus status() {
    return api.get(path, DeviceStatus.class).body();
  }

  List<ActionOutcome> awaitReplayed(Duration longest) {
    Await.until("replay of " + path, longest, () -> status().counts().queued() == 0L);
    return refresh();
  }
}
