package dev.haversack.conflict.resolution;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How callers with {@code Prefer: wait=N} wait for an outcome. */
@ConfigMapping(prefix = "haversack.conflict.waiting")
interface WaitingConfiguration {

  /**
   * How often to look for outcomes that came in through another instance; those of this one wake
   * the waiting call at once. Each look is one read by key.
   */
  @WithDefault("500ms")
  Duration pollInterval();
}
