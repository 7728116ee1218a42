package dev.haversack.dataset.slicer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How slices are kept up. */
@ConfigMapping(prefix = "haversack.dataset.slicer")
interface SlicerConfiguration {

  /** Whether this instance runs the slicer; at least one instance must. */
  @WithDefault("true")
  boolean enabled();

  /** How often to look for work that nobody announced, for instance another instance's writes. */
  @WithDefault("100ms")
  Duration pollInterval();

  /** How often to look for organizations where nothing happens and something can be removed. */
  @WithDefault("10m")
  Duration cleaningInterval();

  /**
   * Changes per checkpoint: enough that set-based statements pay, few enough that a checkpoint
   * takes about a second.
   */
  @WithDefault("50000")
  int mostChanges();
}
