package dev.haversack.dataset.slicer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How the statements of a {@link SliceWriter} are planned. The planner knows nothing of the number
 * of rows of their inner steps: for many records it would compare each with each key, or each row
 * with each of the same key, which takes minutes where it matters. For few it takes longer to plan
 * them than to execute them, so their plans are kept: they probe indexes whatever the tables hold.
 */
final class Planning {

  /** From here on joins by hash pay. */
  private static final int LEAST_MANY = 500;

  private static final String SET =
      "SELECT set_config('enable_nestloop', ?, TRUE), set_config('enable_mergejoin', ?, TRUE),"
          + " set_config('enable_seqscan', ?, TRUE), set_config('plan_cache_mode', ?, TRUE),"
          + " set_config('work_mem', coalesce(?, current_setting('work_mem')), TRUE)";

  private final Connection connection;
  private @Nullable Kind present;
  private boolean used;

  /** Of one transaction. */
  Planning(Connection connection) {
    this.connection = connection;
  }

  /** What is planned for. */
  enum Kind {
    /** Whatever there is. */
    ANYTHING("on", "on", "on", "force_custom_plan", null),
    /** Few records. */
    FEW("on", "on", "off", "force_generic_plan", null),
    /**
     * Many records, or all. Steps, and sets of linked records, have to fit into memory, which they
     * may use until the transaction ends.
     */
    MANY("off", "off", "on", "force_custom_plan", "64MB");

    private final String nestedLoops;
    private final String merges;
    private final String scans;
    private final String plans;
    private final @Nullable String memory;

    Kind(String nestedLoops, String merges, String scans, String plans, @Nullable String memory) {
      this.nestedLoops = nestedLoops;
      this.merges = merges;
      this.scans = scans;
      this.plans = plans;
      this.memory = memory;
    }

    /** For so many records. */
    static Kind of(int records) {
      return records < LEAST_MANY ? FEW : MANY;
    }
  }

  /** Holds until the transaction ends, or something else is planned for. */
  void plan(Kind kind) throws SQLException {
    if (kind == present) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(SET)) {
      statement.setString(1, kind.nestedLoops);
      statement.setString(2, kind.merges);
      statement.setString(3, kind.scans);
      statement.setString(4, kind.plans);
      statement.setString(5, kind.memory);
      statement.execute();
    }
    present = kind;
    used = true;
  }

  /** After a rollback to a savepoint nobody knows what is planned for. */
  void forget() {
    present = null;
  }

  /** As other statements need it. */
  void end() throws SQLException {
    if (used) {
      plan(Kind.ANYTHING);
    }
  }
}
