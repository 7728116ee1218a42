package dev.haversack.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.haversack.quickstart.suite.SuiteSettings;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/** What the machine is like, and how PostgreSQL is set up for it. */
final class Machine {

  private static final long MEGABYTE = 1 << 20;

  private Machine() {}

  /** What PostgreSQL's manual says to begin with on a server: a quarter of the memory, in MB. */
  static int usualBuffers() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return (int) (system.getTotalMemorySize() / 4 / MEGABYTE);
  }

  /**
   * A database set up as for a server: all else that is measured has it, too.
   *
   * @param buffers its {@code shared_buffers}, in MB
   */
  static SuiteSettings settings(int buffers) {
    return new SuiteSettings(
        List.of(), Map.of("shared_buffers", buffers + "MB", "max_wal_size", "8GB"));
  }
}
