package dev.haversack.platform.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the outbox is emptied. */
@ConfigMapping(prefix = "haversack.outbox")
interface OutboxConfiguration {

  /**
   * How often to look for messages that nobody woke us for: those of other instances that died, and
   * failed ones that are due again.
   */
  @WithDefault("500ms")
  Duration pollInterval();

  /** The pause after a first failed delivery; it doubles with each further one. */
  @WithDefault("200ms")
  Duration firstRetry();

  /** The longest pause between two tries: a receiver that is back should not wait much longer. */
  @WithDefault("5s")
  Duration longestRetry();

  /** Messages per transaction; a lost transaction means delivering these again. */
  @WithDefault("50")
  int batchSize();
}
