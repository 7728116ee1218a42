package dev.haversack.dataset.sync;

import dev.haversack.dataset.sync.DatasetStream.Section;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * In which parts of a delta the slicer has written anything since: mostly in few of many entities,
 * and one look at all of them costs less than a delta of one.
 */
final class Touched {

  private static final String FIND =
      """
      SELECT DISTINCT w.part FROM unnest(?::int[], ?::bigint[], ?::bigint[]) w (part, since, slice_id)
      WHERE EXISTS (
        SELECT FROM slice_change c
        WHERE c.org_id = ? AND c.slice_id = w.slice_id AND c.position > w.since OFFSET 0)
      UNION
      SELECT DISTINCT w.part
      FROM unnest(?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[]) w (part, since, slice_id, key_id, moved)
      WHERE EXISTS (
        SELECT FROM slice_change c
        WHERE c.org_id = ? AND c.slice_id = w.slice_id AND c.key_id = w.key_id AND c.position > w.since
          AND (c.moved OR NOT w.moved) OFFSET 0)
      """;

  private final List<Integer> sliceParts = new ArrayList<>();
  private final List<Long> sliceSince = new ArrayList<>();
  private final List<Long> slices = new ArrayList<>();
  private final List<Integer> keyParts = new ArrayList<>();
  private final List<Long> keySince = new ArrayList<>();
  private final List<Long> keySlices = new ArrayList<>();
  private final List<Long> keys = new ArrayList<>();
  private final List<Boolean> moved = new ArrayList<>();

  private Touched() {}

  /**
   * The parts that may hold anything, these very ones: comparing their scopes would cost more.
   *
   * @param changes what each part has to look at; none of a part of a snapshot
   */
  static Set<Section> of(
      Connection connection, UUID organizationId, Map<Section, ScopeChange> changes)
      throws SQLException {
    List<Section> asked = new ArrayList<>();
    Set<Section> found = Collections.newSetFromMap(new IdentityHashMap<>());
    Touched look = new Touched();
    changes.forEach((section, change) -> {
      if (!change.fresh().isEmpty() || !change.lost().isEmpty()) {
        found.add(section);
      } else if (section.base() != null) {
        look.add(asked.size(), section.base().checkpoint(), change.kept());
        look.addGuards(asked.size(), section.base().checkpoint(), change.guardsKept());
        asked.add(section);
      }
    });
    for (int part : look.find(connection, organizationId)) {
      found.add(asked.get(part));
    }
    return found;
  }

  private void add(int part, long since, KeySelection selection) {
    selection.eachWholeSlice(slice -> {
      sliceParts.add(part);
      sliceSince.add(since);
      slices.add(slice);
    });
    selection.eachKey((slice, key) -> add(part, since, slice, key, false));
  }

  /** Of guards only what came or went matters, and of a whole slice of them nothing. */
  private void addGuards(int part, long since, KeySelection selection) {
    selection.eachKey((slice, key) -> add(part, since, slice, key, true));
  }

  private void add(int part, long since, long slice, long key, boolean movedOnly) {
    keyParts.add(part);
    keySince.add(since);
    keySlices.add(slice);
    keys.add(key);
    moved.add(movedOnly);
  }

  private Set<Integer> find(Connection connection, UUID organizationId) throws SQLException {
    Set<Integer> found = new HashSet<>();
    if (slices.isEmpty() && keys.isEmpty()) {
      return found;
    }
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setArray(1, connection.createArrayOf("int", sliceParts.toArray()));
      statement.setArray(2, KeySelection.array(statement, sliceSince));
      statement.setArray(3, KeySelection.array(statement, slices));
      statement.setObject(4, organizationId);
      statement.setArray(5, connection.createArrayOf("int", keyParts.toArray()));
      statement.setArray(6, KeySelection.array(statement, keySince));
      statement.setArray(7, KeySelection.array(statement, keySlices));
      statement.setArray(8, KeySelection.array(statement, keys));
      statement.setArray(9, connection.createArrayOf("boolean", moved.toArray()));
      statement.setObject(10, organizationId);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getInt(1));
        }
      }
    }
    return found;
  }
}
