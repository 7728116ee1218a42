package dev.haversack.dataset.records;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How records are written. */
@ConfigMapping(prefix = "haversack.dataset.writing")
interface WritingConfiguration {

  /**
   * How long a write waits for each lock that others hold, of a record or of the configuration.
   * Whoever has to wait longer is told to come again, and keeps no connection of the pool
   * meanwhile. A call that meets several such locks takes several times as long.
   */
  @WithDefault("10s")
  Duration longestWait();
}
