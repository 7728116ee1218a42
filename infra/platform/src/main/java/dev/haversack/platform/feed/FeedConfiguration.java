package dev.haversack.platform.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the configuration feed is followed. */
@ConfigMapping(prefix = "haversack.feed")
interface FeedConfiguration {

  /** Whether this service follows the feed; profile-service, which writes it, does not. */
  @WithDefault("false")
  boolean enabled();

  /**
   * How often to look for news: an administrator who has just published should not have to wait.
   */
  @WithDefault("500ms")
  Duration pollInterval();

  /** Entries per page: about a megabyte of users. */
  @WithDefault("1000")
  int pageSize();
}
