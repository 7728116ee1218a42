package dev.haversack.dataset.insight;

import dev.haversack.dataset.sync.UserDataset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * How many records there are under each key of some slices. An organization may have as many keys
 * as users, in each slice: they are kept as plain numbers.
 */
final class KeyCounts {

  private static final String COUNT =
      """
      SELECT slice_id, key_id, count(*) FROM slice_row
      WHERE org_id = ? AND slice_id = ANY (?) AND present
      GROUP BY slice_id, key_id ORDER BY slice_id, key_id
      """;

  private final Map<Long, Counts> ofSlices = new HashMap<>();

  private KeyCounts() {}

  /** Of one slice: its keys in their order, and how many records each has. */
  private record Counts(long[] keys, long[] records) {

    static final Counts NONE = new Counts(new long[0], new long[0]);

    long all() {
      return LongStream.of(records).sum();
    }

    long under(long key) {
      int place = Arrays.binarySearch(keys, key);
      return place < 0 ? 0 : records[place];
    }
  }

  /** Counts, in one walk through the slices. */
  static KeyCounts of(Connection connection, UUID organizationId, Collection<Long> slices)
      throws SQLException {
    KeyCounts found = new KeyCounts();
    try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
      statement.setObject(1, organizationId);
      statement.setArray(2, connection.createArrayOf("bigint", slices.toArray(Long[]::new)));
      statement.setFetchSize(10_000);
      try (ResultSet rows = statement.executeQuery()) {
        found.read(rows);
      }
    }
    return found;
  }

  private void read(ResultSet rows) throws SQLException {
    boolean more = rows.next();
    while (more) {
      long slice = rows.getLong(1);
      LongStream.Builder keys = LongStream.builder();
      LongStream.Builder records = LongStream.builder();
      while (more && rows.getLong(1) == slice) {
        keys.add(rows.getLong(2));
        records.add(rows.getLong(3));
        more = rows.next();
      }
      ofSlices.put(slice, new Counts(keys.build().toArray(), records.build().toArray()));
    }
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
    Counts counts = ofSlices.getOrDefault(slice, Counts.NONE);
    return keys.isEmpty() ? counts.all() : keys.stream().mapToLong(counts::under).sum();
  }
}
