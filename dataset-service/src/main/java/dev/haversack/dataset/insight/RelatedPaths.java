package dev.haversack.dataset.insight;

import dev.haversack.contract.model.PathStep;
import dev.haversack.dataset.records.RecordKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the shortest way over which a related record came into a slice, backwards from it. */
final class RelatedPaths {

  /** More steps back than any profile that people understand. */
  private static final int MOST_VISITS = 200;

  private static final String KEYS =
      """
      SELECT key_id FROM slice_row
      WHERE org_id = ? AND slice_id = ? AND record_id = ? AND present
        AND (cardinality(?::bigint[]) = 0 OR key_id = ANY (?::bigint[]))
      ORDER BY key_id LIMIT 1
      """;

  /** What a row follows from: rows of the same key, one step away; each way by its own index. */
  private static final String BEFORE =
      """
      SELECT * FROM (
        SELECT t.source_slice, t.of_seed, e.child_id AS record_id, n.attribute, n.child AS entity
        FROM related_step t
        JOIN relation n ON n.org_id = t.org_id AND n.relation_id = t.relation_id
        JOIN record_edge e ON e.org_id = t.org_id AND e.relation_id = t.relation_id AND e.parent_id = ?
        JOIN slice_row s ON s.org_id = t.org_id AND s.slice_id = t.source_slice
          AND s.record_id = e.child_id AND s.key_id = ? AND s.present
        WHERE t.org_id = ? AND t.target_slice = ? AND t.to_parent
        UNION ALL
        SELECT t.source_slice, t.of_seed, e.parent_id, n.attribute, n.parent
        FROM related_step t
        JOIN relation n ON n.org_id = t.org_id AND n.relation_id = t.relation_id
        JOIN record_edge e ON e.org_id = t.org_id AND e.relation_id = t.relation_id AND e.child_id = ?
        JOIN slice_row s ON s.org_id = t.org_id AND s.slice_id = t.source_slice
          AND s.record_id = e.parent_id AND s.key_id = ? AND s.present
        WHERE t.org_id = ? AND t.target_slice = ? AND NOT t.to_parent
      ) steps
      ORDER BY of_seed DESC, record_id LIMIT 100
      """;

  private final Connection connection;
  private final UUID organizationId;
  private final Shown shown;

  /**
   * Finds ways.
   *
   * @param shown which records who asks may see; ways over others are kept to ourselves
   */
  RelatedPaths(Connection connection, UUID organizationId, Shown shown) {
    this.connection = connection;
    this.organizationId = organizationId;
    this.shown = shown;
  }

  /** Whether a record may be shown to who asks. */
  @FunctionalInterface
  interface Shown {
    /** Whether this one may. */
    boolean is(PathStep step) throws SQLException;
  }

  /**
   * A way.
   *
   * @param steps from the beginning to the record; null when it is too long to be found, or leads
   *     over records that are not shown
   */
  record Way(@Nullable List<PathStep> steps) {}

  /** A row on the way back, and the way from there to the record. */
  private record Visit(long slice, PathStep step, boolean isSeed, @Nullable Visit next) {

    List<PathStep> path() {
      List<PathStep> steps = new ArrayList<>();
      for (Visit at = this; at != null; at = at.next) {
        steps.add(at.step);
      }
      return steps;
    }
  }

  /**
   * The way to a record in a slice of related records.
   *
   * @param keys which keys count; none given means all
   * @return empty when the slice has no such row
   */
  Optional<Way> find(long slice, RecordKey record, List<Long> keys) throws SQLException {
    Long key = key(slice, record.id(), keys);
    return key == null ? Optional.empty() : Optional.of(new Way(steps(slice, record, key)));
  }

  private @Nullable List<PathStep> steps(long slice, RecordKey record, long key)
      throws SQLException {
    Deque<Visit> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    open.add(new Visit(slice, new PathStep(record.entity(), record.id(), null), false, null));
    for (int visits = 0; !open.isEmpty() && visits < MOST_VISITS; visits++) {
      Visit at = open.remove();
      if (at.isSeed) {
        List<PathStep> path = at.path();
        return areShown(path) ? path : null;
      }
      for (Visit before : before(at, key)) {
        if (seen.add(before.slice + " " + before.step.id())) {
          open.add(before);
        }
      }
    }
    return null;
  }

  private boolean areShown(List<PathStep> path) throws SQLException {
    for (PathStep step : path) {
      if (!shown.is(step)) {
        return false;
      }
    }
    return true;
  }

  private List<Visit> before(Visit at, long key) throws SQLException {
    List<Visit> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(BEFORE)) {
      for (int next = 1; next <= 8; next += 4) {
        statement.setObject(next, at.step.id());
        statement.setLong(next + 1, key);
        statement.setObject(next + 2, organizationId);
        statement.setLong(next + 3, at.slice);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Visit(
                  rows.getLong(1),
                  new PathStep(rows.getString(5), rows.getObject(3, UUID.class), rows.getString(4)),
                  rows.getBoolean(2),
                  at));
        }
      }
    }
    return found;
  }

  private @Nullable Long key(long slice, UUID recordId, List<Long> keys) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
      var array = connection.createArrayOf("bigint", keys.toArray());
      statement.setObject(1, organizationId);
      statement.setLong(2, slice);
      statement.setObject(3, recordId);
      statement.setArray(4, array);
      statement.setArray(5, array);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : null;
      }
    }
  }
}
