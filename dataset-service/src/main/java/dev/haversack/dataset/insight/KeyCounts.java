package dev.haversack.dataset.insight;

import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.sync.UserDataset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How many records there are under each key of the slices of a plan. */
final class KeyCounts {

  private static final String COUNT =
      """
      SELECT slice_id, key_id, count(*) FROM slice_row
      WHERE org_id = ? AND slice_id = ANY (?) AND present
      GROUP BY slice_id, key_id
      """;

  private final Map<Long, Map<Long, Long>> counts = new HashMap<>();

  private KeyCounts() {}

  /** Counts, in one walk through the slices. */
  static KeyCounts of(Connection connection, UUID organizationId, Plan<Long> plan)
      throws SQLException {
    KeyCounts found = new KeyCounts();
    try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
      statement.setObject(1, organizationId);
      statement.setArray(
          2, connection.createArrayOf("bigint", plan.slices().distinct().toArray(Long[]::new)));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found
              .counts
              .computeIfAbsent(rows.getLong(1), slice -> new HashMap<>())
              .put(rows.getLong(2), rows.getLong(3));
        }
      }
    }
    return found;
  }

  /** What a dataset holds at most: a record under several of its keys counts several times here. */
  long atMost(UserDataset dataset) {
    return dataset.entities().stream()
        .flatMap(entity -> dataset.keys(entity).entrySet().stream())
        .mapToLong(slice -> under(slice.getKey(), slice.getValue()))
        .sum();
  }

  /** An empty list stands for all keys. */
  private long under(long slice, List<Long> keys) {
    Map<Long, Long> ofSlice = counts.getOrDefault(slice, Map.of());
    return keys.isEmpty()
        ? ofSlice.values().stream().mapToLong(Long::longValue).sum()
        : keys.stream().mapToLong(key -> ofSlice.getOrDefault(key, 0L)).sum();
  }
}
