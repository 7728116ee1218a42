package dev.haversack.dataset.slicer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the statements of a batch are planned. The planner knows nothing of the number of rows of the
 * inner steps of a {@link SliceWriter}: for many records it would compare each with each key, or
 * each row with each of the same key, which takes minutes where it matters. For few it takes longer
 * to plan than to execute, so plans are kept: they probe indexes whatever the tables hold. That is
 * for statements that one index serves; where another one begins with the same columns, a plan that
 * was made while there was little may go through all of that, so those need {@link Kind#ANYTHING}.
 */
final class Planning {

  /** From here on joins by hash pay. */
  private static final int LEAST_MANY = 500;

  private static final String SET =
      "SELECT set_config('enable_nestloop', ?, TRUE), set_config('enable_mergejoin', ?, TRUE),"
          + " set_config('enable_seqscan', ?, TRUE), set_config('plan_cache_mode', ?, TRUE),"
          + " set_config('work_mem', coalesce(?, current_setting('work_mem')), TRUE)";

  private final Connection connection;
  private Kind usual = Kind.ANYTHING;
  private @Nullable Kind present;
  private boolean used;

  /** Of a transaction of which nobody knows what is planned for. */
  Planning(Connection connection) {
    this.connection = connection;
  }

  /** Of a transaction that began with the settings of a kind; it is what other statements need. */
  Planning(Connection connection, Kind present) {
    this.connection = connection;
    this.usual = present;
    this.present = present;
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

    /** Statements with which a transaction begins that plans for it; until it ends. */
    List<String> settings() {
      List<String> settings = new ArrayList<>();
      settings.add("SET LOCAL enable_nestloop = " + nestedLoops);
      settings.add("SET LOCAL enable_mergejoin = " + merges);
      settings.add("SET LOCAL enable_seqscan = " + scans);
      settings.add("SET LOCAL plan_cache_mode = " + plans);
      if (memory != null) {
        settings.add("SET LOCAL work_mem = '" + memory + "'");
      }
      return settings;
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

  /** From now on other statements need this. */
  void usually(Kind kind) throws SQLException {
    usual = kind;
    plan(kind);
  }

  /** As other statements need it. */
  void end() throws SQLException {
    if (used) {
      plan(usual);
    }
  }
}
