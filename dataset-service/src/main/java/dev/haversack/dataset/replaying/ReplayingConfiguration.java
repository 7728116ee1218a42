package dev.haversack.dataset.replaying;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the actions of devices are applied. */
@ConfigMapping(prefix = "haversack.dataset.replaying")
interface ReplayingConfiguration {

  /**
   * How long a group waits for each lock that others hold. Shorter than replay-service's patience
   * of 30 s: a group that has to wait longer is sent again, and must not keep a connection of the
   * pool meanwhile.
   */
  @WithDefault("10s")
  Duration longestWait();
}
