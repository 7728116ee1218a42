package dev.haversack.profile.profiles;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How profiles are published. */
@ConfigMapping(prefix = "haversack.profile.publishing")
interface PublishingConfiguration {

  /**
   * How long to ask again: when dataset-service does not answer, and when somebody changes profiles
   * meanwhile. It follows the configuration within a second, and after a fault within some; an
   * administrator waits.
   */
  @WithDefault("10s")
  Duration patience();
}
