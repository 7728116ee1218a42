package dev.haversack.dataset.following;

import dev.haversack.contract.model.Follow;
import dev.haversack.dataset.records.ChangeSignals;
import dev.haversack.dataset.records.DatabaseException;
import dev.haversack.dataset.records.RecordJournal;
import dev.haversack.dataset.records.RecordKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Who follows which record. That changes no record, but datasets: the record is noted as changed,
 * so that the slicer looks at it anew.
 */
@ApplicationScoped
public class Follows {

  private static final String ADD =
      """
      INSERT INTO record_follow (org_id, user_id, entity, record_id, followed_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;
  private static final String REMOVE =
      "DELETE FROM record_follow WHERE org_id = ? AND user_id = ? AND entity = ? AND record_id = ?";
  private static final String PAGE =
      """
      SELECT entity, record_id, followed_at FROM record_follow
      WHERE org_id = ? AND user_id = ? AND (entity, record_id) > (?, ?)
      ORDER BY entity, record_id LIMIT ?
      """;

  private final DataSource database;
  private final RecordJournal journal;
  private final ChangeSignals signals;

  Follows(DataSource database, RecordJournal journal, ChangeSignals signals) {
    this.database = database;
    this.journal = journal;
    this.signals = signals;
  }

  /**
   * Lets a user follow records or not, in the caller's transaction. To follow what he follows, and
   * not to follow what he does not, changes nothing.
   *
   * @param follows by record, whether he follows it from now on; who does must be able to read it
   */
  public void change(
      UUID organizationId, UUID userId, Map<RecordKey, Boolean> follows, Instant now) {
    List<RecordKey> changed = new ArrayList<>();
    follows.forEach((key, follow) -> {
      if (follow ? add(organizationId, userId, key, now) : remove(organizationId, userId, key)) {
        changed.add(key);
      }
    });
    if (!changed.isEmpty()) {
      journal.changed(organizationId, changed);
      signals.afterCommit(organizationId);
    }
  }

  /** What a user follows after a record, in the order of entity and id. */
  List<Follow> of(UUID organizationId, UUID userId, RecordKey after, int limit) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PAGE)) {
      bind(statement, organizationId, userId, after);
      statement.setInt(5, limit);
      List<Follow> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Follow(
                  rows.getString(1),
                  rows.getObject(2, UUID.class),
                  rows.getObject(3, OffsetDateTime.class).toInstant()));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private boolean add(UUID organizationId, UUID userId, RecordKey key, Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ADD)) {
      bind(statement, organizationId, userId, key);
      statement.setObject(5, now.atOffset(ZoneOffset.UTC));
      return statement.executeUpdate() > 0;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private boolean remove(UUID organizationId, UUID userId, RecordKey key) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(REMOVE)) {
      bind(statement, organizationId, userId, key);
      return statement.executeUpdate() > 0;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static void bind(
      PreparedStatement statement, UUID organizationId, UUID userId, RecordKey key)
      throws SQLException {
    statement.setObject(1, organizationId);
    statement.setObject(2, userId);
    statement.setString(3, key.entity());
    statement.setObject(4, key.id());
  }
}
