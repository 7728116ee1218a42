package dev.haversack.conflict;

import dev.haversack.platform.outbox.BatchDestination;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes many messages at once, unless there is one among them that it does not take. */
@ApplicationScoped
class BatchReceiver implements BatchDestination {

  static final String NAME = "batch-receiver";

  private final List<List<String>> received = new CopyOnWriteArrayList<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** Does not take this message, until it is told otherwise. */
  void refuse(String payload, boolean isRefused) {
    if (isRefused) {
      refused.add(payload);
    } else {
      refused.remove(payload);
    }
  }

  /** What came in calls that were taken. */
  List<List<String>> received() {
    return received;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void deliver(UUID organizationId, String payload) {
    deliver(organizationId, List.of(payload));
  }

  @Override
  public void deliver(UUID organizationId, List<String> payloads) {
    if (payloads.stream().anyMatch(refused::contains)) {
      throw new IllegalArgumentException("One of these is not taken.");
    }
    received.add(payloads);
  }
}
