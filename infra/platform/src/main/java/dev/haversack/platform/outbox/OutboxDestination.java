package dev.haversack.platform.outbox;

import java.util.UUID;

/**
 * A bean that knows how to hand messages to one receiver. The receiver must take a message that
 * comes twice as one.
 */
public interface OutboxDestination {

  /** The name that messages are addressed with. */
  String name();

  /**
   * Hands over one message; returning means that it is done with: received, or refused for good.
   * What is written to the database here is committed together with that.
   *
   * @param organizationId the organization
   * @param payload the message as JSON
   * @throws Exception to have it tried again later, before any later message of the same order key
   */
  void deliver(UUID organizationId, String payload) throws Exception;
}
