package dev.haversack.replay.pinning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How dataset-service learns of unsettled actions. */
@ConfigMapping(prefix = "haversack.replay.pinning")
interface PinningConfiguration {

  /** How long an action may be queued before that is told: most are settled sooner. */
  @WithDefault("30s")
  Duration patience();

  /** The pauses between looks at a queue that stays double up to this. */
  @WithDefault("5m")
  Duration longestPause();

  /** How often to look for what is due. */
  @WithDefault("500ms")
  Duration pollInterval();
}
