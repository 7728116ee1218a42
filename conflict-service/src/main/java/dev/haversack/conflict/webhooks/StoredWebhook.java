package dev.haversack.conflict.webhooks;

import dev.haversack.contract.model.SyncErrorEventKind;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that is to be told something.
 *
 * @param kinds of what; null for everything
 * @param delivered the number of the last event that it was told, or that was of no interest
 * @param failures how many deliveries in a row have failed
 */
record StoredWebhook(
    UUID organizationId,
    UUID id,
    String url,
    @Nullable List<SyncErrorEventKind> kinds,
    String secret,
    long delivered,
    int failures) {

  boolean wants(SyncErrorEventKind kind) {
    return kinds == null || kinds.contains(kind);
  }
}
