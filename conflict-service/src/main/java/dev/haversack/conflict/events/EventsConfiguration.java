package dev.haversack.conflict.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are kept and told. */
@ConfigMapping(prefix = "haversack.conflict.events")
interface EventsConfiguration {

  /** How long events are kept; the contract names this time. */
  @WithDefault("7d")
  Duration kept();

  /** How often old ones are removed. */
  @WithDefault("10m")
  Duration cleaning();

  /** How often to look for events of other instances; those of this one are told at once. */
  @WithDefault("1s")
  Duration pollInterval();
}
