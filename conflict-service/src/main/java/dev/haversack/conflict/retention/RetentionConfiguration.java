package dev.haversack.conflict.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How settled errors are removed. */
@ConfigMapping(prefix = "haversack.conflict.retention")
interface RetentionConfiguration {

  /** How often to look for what is old enough. */
  @WithDefault("10m")
  Duration interval();

  /** How many errors go in one transaction. */
  @WithDefault("500")
  int batch();
}
