package dev.haversack.platform.outbox;

import java.util.List;
import java.util.UUID;

/** A destination whose receiver takes many messages in one call. */
public interface BatchDestination extends OutboxDestination {

  /**
   * Hands over messages of one organization, no two of the same order key; returning means that all
   * are done with. If it throws, they are handed over one by one; so it writes nothing to the
   * database itself.
   *
   * @param organizationId the organization
   * @param payloads the messages as JSON, as many as a pass of the outbox finds
   * @throws Exception if any of them was not received
   */
  void deliver(UUID organizationId, List<String> payloads) throws Exception;
}
