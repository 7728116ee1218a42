package dev.haversack.dataset.sharing;

import dev.haversack.dataset.records.DatabaseException;
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
import java.util.UUID;
import javax.sql.DataSource;

/** The table {@code record_share}. */
@ApplicationScoped
class ShareStore {

  private static final String FIND =
      """
      SELECT principal_id, rights, shared_by, shared_at FROM record_share
      WHERE org_id = ? AND entity = ? AND record_id = ?
      ORDER BY principal_id
      """;
  private static final String PUT =
      """
      INSERT INTO record_share (org_id, entity, record_id, principal_id, rights, shared_by, shared_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (org_id, entity, record_id, principal_id) DO UPDATE
        SET rights = excluded.rights, shared_by = excluded.shared_by, shared_at = excluded.shared_at
      """;
  private static final String REMOVE =
      "DELETE FROM record_share WHERE org_id = ? AND entity = ? AND record_id = ? AND principal_id = ?";

  private final DataSource database;

  ShareStore(DataSource database) {
    this.database = database;
  }

  /**
   * A share as it is stored.
   *
   * @param rights as bits
   */
  record StoredShare(UUID principalId, int rights, UUID sharedBy, Instant sharedAt) {}

  List<StoredShare> of(UUID organizationId, RecordKey key) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      bindKey(statement, organizationId, key);
      List<StoredShare> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new StoredShare(
                  rows.getObject(1, UUID.class),
                  rows.getInt(2),
                  rows.getObject(3, UUID.class),
                  rows.getObject(4, OffsetDateTime.class).toInstant()));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  void put(UUID organizationId, RecordKey key, StoredShare share) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PUT)) {
      bindKey(statement, organizationId, key);
      statement.setObject(4, share.principalId());
      statement.setInt(5, share.rights());
      statement.setObject(6, share.sharedBy());
      statement.setObject(7, share.sharedAt().atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Removes a share; whether there was one. */
  boolean remove(UUID organizationId, RecordKey key, UUID principalId) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(REMOVE)) {
      bindKey(statement, organizationId, key);
      statement.setObject(4, principalId);
      return statement.executeUpdate() > 0;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static void bindKey(PreparedStatement statement, UUID organizationId, RecordKey key)
      throws SQLException {
    statement.setObject(1, organizationId);
    statement.setString(2, key.entity());
    statement.setObject(3, key.id());
  }
}
