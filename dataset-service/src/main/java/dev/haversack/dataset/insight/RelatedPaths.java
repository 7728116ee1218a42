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
  private static final int MOST_VISITS = 2_000;

  private static final String KEYS =
      """
      SELECT key_id FROM slice_row
      WHERE org_id = ? AND slice_id = ? AND record_id = ? AND present
        AND (cardinality(?::bigint[]) = 0 OR key_id = ANY (?::bigint[]))
      ORDER BY key_id LIMIT 1
      """;

  /** What a row follows from: rows of the same key, one step away. */
  private static final String BEFORE =
      """
      SELECT t.source_slice, t.of_seed, x.record_id, n.attribute,
             CASE WHEN t.to_parent THEN n.child ELSE n.parent END
      FROM related_step t
      JOIN relation n ON n.org_id = t.org_id AND n.relation_id = t.relation_id
      JOIN record_edge e ON e.org_id = t.org_id AND e.relation_id = t.relation_id
        AND CASE WHEN t.to_parent THEN e.parent_id ELSE e.child_id END = ?
      CROSS JOIN LATERAL (
        SELECT CASE WHEN t.to_parent THEN e.child_id ELSE e.parent_id END AS record_id) x
      JOIN slice_row s ON s.org_id = t.org_id AND s.slice_id = t.source_slice
        AND s.record_id = x.record_id AND s.key_id = ? AND s.present
      WHERE t.org_id = ? AND t.target_slice = ?
      ORDER BY t.of_seed DESC, x.record_id LIMIT 100
      """;

  private final Connection connection;
  private final UUID organizationId;

  RelatedPaths(Connection connection, UUID organizationId) {
    this.connection = connection;
    this.organizationId = organizationId;
  }

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
  Optional<List<PathStep>> find(long slice, RecordKey record, List<Long> keys) throws SQLException {
    Long key = key(slice, record.id(), keys);
    return key == null ? Optional.empty() : find(slice, record, key);
  }

  private Optional<List<PathStep>> find(long slice, RecordKey record, long key)
      throws SQLException {
    Deque<Visit> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    open.add(new Visit(slice, new PathStep(record.entity(), record.id(), null), false, null));
    for (int visits = 0; !open.isEmpty() && visits < MOST_VISITS; visits++) {
      Visit at = open.remove();
      if (at.isSeed) {
        return Optional.of(at.path());
      }
      for (Visit before : before(at, key)) {
        if (seen.add(before.slice + " " + before.step.id())) {
          open.add(before);
        }
      }
    }
    return Optional.empty();
  }

  private List<Visit> before(Visit at, long key) throws SQLException {
    List<Visit> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(BEFORE)) {
      statement.setObject(1, at.step.id());
      statement.setLong(2, key);
      statement.setObject(3, organizationId);
      statement.setLong(4, at.slice);
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
