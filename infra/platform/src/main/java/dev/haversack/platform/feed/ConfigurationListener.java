package dev.haversack.platform.feed;

import dev.haversack.contract.model.FeedEntry;
import java.util.List;
import java.util.UUID;

/** A bean that wants to know what changed in the configuration. */
public interface ConfigurationListener {

  /**
   * Called in the transaction that stores the entries, in the feed's order, and before they are
   * stored: {@link ConfigurationStore} still answers what was so before. When it throws, they are
   * not stored and come again.
   *
   * @param organizationId the organization
   * @param entries the entries that are new to this service
   */
  void changed(UUID organizationId, List<FeedEntry> entries);
}
