package dev.haversack.replay.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is accepted. */
@ConfigMapping(prefix = "haversack.replay.upload")
interface UploadConfiguration {

  /**
   * The most that attributes and base values of one action may hold as JSON. A sync error carries
   * both again, with the values of the record beside them, and has to fit into one request.
   */
  @WithDefault("2M")
  MemorySize maxActionSize();
}
