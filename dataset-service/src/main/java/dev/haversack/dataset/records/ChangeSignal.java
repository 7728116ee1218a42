package dev.haversack.dataset.records;

import java.util.UUID;

/**
 * A bean that wants to know at once that records changed, and does not want to wait for its poll.
 */
public interface ChangeSignal {

  /**
   * Called after the commit of a change. Must be quick and must not throw; calls may be missed when
   * the process ends, so it is a hint only.
   */
  void recordsChanged(UUID organizationId);
}
