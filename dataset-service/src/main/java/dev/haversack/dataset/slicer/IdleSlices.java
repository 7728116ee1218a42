package dev.haversack.dataset.slicer;

import dev.haversack.dataset.slices.FilteredSlice;
import dev.haversack.dataset.slices.Holding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Slices that have no rows and can get none, because nothing is shared, followed or pinned in their
 * entity. That is so of most of them, and one look at all spares the work on each.
 */
final class IdleSlices {

  /**
   * The first of each table in the order of its primary key. Asked with {@code EXISTS} the planner
   * would read whole tables: it takes a slice, or an entity, to have many rows, and so to find one
   * soon, and here there is none.
   */
  private static final String FIND =
      """
      SELECT v.slice_id
      FROM unnest(?::bigint[], ?::text[], ?::boolean[], ?::text[]) v (slice_id, entity, shared, held)
      WHERE (
        (v.shared AND (
          SELECT h.record_id FROM record_share h WHERE h.org_id = ? AND h.entity = v.entity ORDER BY h.record_id LIMIT 1) IS NULL)
        OR (v.held = 'FOLLOWED' AND (
          SELECT f.record_id FROM record_follow f WHERE f.org_id = ? AND f.entity = v.entity ORDER BY f.record_id LIMIT 1) IS NULL)
        OR (v.held = 'PINNED' AND (
          SELECT p.record_id FROM record_pin p WHERE p.org_id = ? AND p.entity = v.entity ORDER BY p.record_id LIMIT 1) IS NULL))
        AND (
          SELECT s.record_id FROM slice_row s WHERE s.org_id = ? AND s.slice_id = v.slice_id ORDER BY s.record_id LIMIT 1) IS NULL
      """;

  private IdleSlices() {}

  /** Those of some slices, by their ids. */
  static Set<Long> of(Connection connection, UUID organizationId, Map<Long, FilteredSlice> slices)
      throws SQLException {
    List<Long> ids = new ArrayList<>();
    List<String> entities = new ArrayList<>();
    List<Boolean> shared = new ArrayList<>();
    List<@Nullable String> held = new ArrayList<>();
    slices.forEach((id, slice) -> {
      if (slice.shared() || slice.held() != null) {
        ids.add(id);
        entities.add(slice.entity());
        shared.add(slice.shared());
        held.add(name(slice.held()));
      }
    });
    Set<Long> found = new HashSet<>();
    if (ids.isEmpty()) {
      return found;
    }
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
      statement.setArray(2, connection.createArrayOf("text", entities.toArray()));
      statement.setArray(3, connection.createArrayOf("boolean", shared.toArray()));
      statement.setArray(4, connection.createArrayOf("text", held.toArray()));
      for (int i = 5; i <= 8; i++) {
        statement.setObject(i, organizationId);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getLong(1));
        }
      }
    }
    return found;
  }

  private static @Nullable String name(@Nullable Holding holding) {
    return holding == null ? null : holding.name();
  }
}
