package dev.haversack.dataset.importing;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of imports. */
@ConfigMapping(prefix = "haversack.dataset.importing")
interface ImportConfiguration {

  /**
   * The largest body of an import. A million records of a kilobyte; the disk holds it meanwhile.
   */
  @WithDefault("1G")
  MemorySize largestBody();

  /**
   * The longest line of an import, in bytes; of CSV the longest record, in characters. As much as
   * any other call may carry: one line must fit into memory.
   */
  @WithDefault("10M")
  MemorySize longestLine();

  /** How many records are checked and written together. More does not make it faster. */
  @WithDefault("1000")
  int batch();

  /** How long the transaction may last. 100,000 records take well under a minute. */
  @WithDefault("PT15M")
  Duration longest();

  /** How many bad lines are named; the others are only counted. */
  @WithDefault("100")
  int mostFindings();
}
