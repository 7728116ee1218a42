package dev.haversack.dataset.slicer;

import dev.haversack.dataset.database.Together;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What waits for the slicer.
 *
 * <p>Writers insert a row in the transaction of their change. The slicer deletes the rows that its
 * snapshot sees, in the transaction that closes the checkpoint. A change whose transaction is still
 * in flight is not seen and stays, whatever its number is; as soon as it is committed, a later
 * batch sees it, and with it the record as it left it. So no change can be overtaken and missed,
 * and nobody has to wait for the oldest transaction in flight: decision 0002.
 */
final class Queue {

  /**
   * A range, and no {@code IN}: the table is usually empty when the database counts it, and then it
   * would compare each row of a long queue with each other, which takes minutes.
   */
  private static final String TAKE =
      """
      DELETE FROM record_change
      WHERE org_id = ? AND change_id <= (
        SELECT max(change_id) FROM (
          SELECT change_id FROM record_change WHERE org_id = ? ORDER BY change_id LIMIT ?) first)
      RETURNING entity, record_id, share_ended
      """;

  private static final String TAKE_CONFIGURATION =
      "DELETE FROM configuration_change WHERE org_id = ?";

  /** One step per organization with work, however long its queue is. */
  private static final String PENDING =
      """
      WITH RECURSIVE of_record AS (
        (SELECT org_id FROM record_change ORDER BY org_id LIMIT 1)
        UNION ALL
        SELECT (SELECT c.org_id FROM record_change c WHERE c.org_id > p.org_id ORDER BY c.org_id LIMIT 1)
        FROM of_record p WHERE p.org_id IS NOT NULL
      ), of_configuration AS (
        (SELECT org_id FROM configuration_change ORDER BY org_id LIMIT 1)
        UNION ALL
        SELECT (SELECT c.org_id FROM configuration_change c WHERE c.org_id > p.org_id ORDER BY c.org_id LIMIT 1)
        FROM of_configuration p WHERE p.org_id IS NOT NULL
      )
      SELECT org_id FROM of_record WHERE org_id IS NOT NULL
      UNION SELECT org_id FROM of_configuration WHERE org_id IS NOT NULL
      UNION SELECT org_id FROM slice WHERE state = 'active' AND next_try_at <= ?
      UNION SELECT org_id FROM slice WHERE state = 'active' AND due_at <= ? AND next_try_at IS NULL
      """;

  private Queue() {}

  /**
   * Changed records by entity.
   *
   * @param byEntity their ids
   * @param shareEnded shares that ended, whether or not they were given again
   * @param count how many notes of changes there were
   * @param isFull whether there may be more
   */
  record Changes(
      Map<String, Set<UUID>> byEntity, Set<EndedShare> shareEnded, int count, boolean isFull) {}

  /** A record was shared with a principal, and then was not. */
  record EndedShare(UUID recordId, UUID principalId) {}

  /** Takes changes that the snapshot sees, at most so many. */
  static Together.Answer<Changes> take(Together together, UUID organizationId, int most) {
    return together.ask(
        TAKE,
        (statement, first) -> {
          statement.setObject(first, organizationId);
          statement.setObject(first + 1, organizationId);
          statement.setInt(first + 2, most);
          return first + 3;
        },
        rows -> changes(rows, most));
  }

  private static Changes changes(ResultSet rows, int most) throws SQLException {
    Map<String, Set<UUID>> byEntity = new TreeMap<>();
    Set<EndedShare> shareEnded = new HashSet<>();
    int count = 0;
    for (; rows.next(); count++) {
      byEntity
          .computeIfAbsent(rows.getString(1), entity -> new HashSet<>())
          .add(rows.getObject(2, UUID.class));
      UUID principal = rows.getObject(3, UUID.class);
      if (principal != null) {
        shareEnded.add(new EndedShare(rows.getObject(2, UUID.class), principal));
      }
    }
    return new Changes(byEntity, shareEnded, count, count == most);
  }

  /** Takes notes of changed configuration; answers whether there were any. */
  static boolean takeConfiguration(Connection connection, UUID organizationId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TAKE_CONFIGURATION)) {
      statement.setObject(1, organizationId);
      return statement.executeUpdate() > 0;
    }
  }

  /** The organizations that something waits for, slices that are due too. */
  static List<UUID> pending(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PENDING)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      List<UUID> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getObject(1, UUID.class));
        }
      }
      return found;
    }
  }
}
