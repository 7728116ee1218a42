package dev.haversack.replay.processing;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How queues are replayed. */
@ConfigMapping(prefix = "haversack.replay.processing")
interface ProcessingConfiguration {

  /**
   * Devices that this instance replays at once. Each holds a database connection while
   * dataset-service works, so this stays well below the size of the connection pool.
   */
  @WithDefault("8")
  int workers();

  /**
   * How often an idle worker looks for work that nobody woke it for: that of other instances, of
   * instances that died, and what is due again.
   */
  @WithDefault("500ms")
  Duration pollInterval();

  /** The most actions in one call: a call should take well below its time limit. */
  @WithDefault("200")
  int maxActions();

  /**
   * The most contents in one call, in characters. With its overhead a call has to stay below the 10
   * MB that dataset-service takes.
   */
  @WithDefault("4M")
  MemorySize maxContents();

  /** How a device rests after a turn that could not be carried through. */
  Pause pause();

  /** The pause after a turn that could not be carried through. */
  interface Pause {
    /** After the first time: long enough for a connection pool or a restart to settle. */
    @WithDefault("100ms")
    Duration first();

    /** At most: a dataset-service that is back should not wait much longer for the queues. */
    @WithDefault("5s")
    Duration longest();
  }
}
