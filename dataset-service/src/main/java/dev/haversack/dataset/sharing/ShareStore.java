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
      SELECT principal_id, rights, inherited_rights, shared_by, shared_at FROM record_share
      WHERE org_id = ? AND entity = ? AND record_id = ?
      ORDER BY principal_id
      """;
  private static final String PUT =
      """
      INSERT INTO record_share (org_id, entity, record_id, principal_id, own_rights, shared_by, shared_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (org_id, entity, record_id, principal_id) DO UPDATE
        SET own_rights = excluded.own_rights, shared_by = excluded.shared_by, shared_at = excluded.shared_at
      RETURNING rights, inherited_rights
      """;
  private static final String LOCK =
      """
      SELECT own_rights, inherited_rights FROM record_share
      WHERE org_id = ? AND entity = ? AND record_id = ? AND principal_id = ? FOR UPDATE
      """;
  private static final String REMOVE =
      "DELETE FROM record_share WHERE org_id = ? AND entity = ? AND record_id = ? AND principal_id = ?";
  private static final String REMOVE_OWN =
      """
      UPDATE record_share SET own_rights = 0
      WHERE org_id = ? AND entity = ? AND record_id = ? AND principal_id = ?
      """;

  private final DataSource database;

  ShareStore(DataSource database) {
    this.database = database;
  }

  /**
   * A share as it is stored.
   *
   * @param rights as bits, inherited ones included
   * @param inherited those of them that come from records above, as bits
   */
  record StoredShare(
      UUID principalId, int rights, int inherited, UUID sharedBy, Instant sharedAt) {}

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
                  rows.getInt(3),
                  rows.getObject(4, UUID.class),
                  rows.getObject(5, OffsetDateTime.class).toInstant()));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * Gives these rights and no others; what is inherited stays. What that takes back is taken from
   * the records below as well. Answers how it is then.
   */
  StoredShare put(UUID organizationId, RecordKey key, StoredShare share) {
    try (Connection connection = database.getConnection()) {
      Given before = locked(connection, organizationId, key, share.principalId());
      StoredShare stored = put(connection, organizationId, key, share);
      if ((before.own() & ~share.rights()) != 0) {
        Inheritance.maintain(connection, organizationId, List.of(key));
      }
      return stored;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static StoredShare put(
      Connection connection, UUID organizationId, RecordKey key, StoredShare share)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PUT)) {
      bindKey(statement, organizationId, key);
      statement.setObject(4, share.principalId());
      statement.setInt(5, share.rights());
      statement.setObject(6, share.sharedBy());
      statement.setObject(7, share.sharedAt().atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new StoredShare(
            share.principalId(), row.getInt(1), row.getInt(2), share.sharedBy(), share.sharedAt());
      }
    }
  }

  /** What became of a share that was to be removed. */
  enum Removal {
    /** There was none on the record itself. */
    NOT_SHARED,
    /** What comes from above stays. */
    STILL_INHERITED,
    /** The record is not shared any more. */
    ENDED
  }

  /** Removes a share, but for what is inherited, and what records below inherit of it. */
  Removal remove(UUID organizationId, RecordKey key, UUID principalId) {
    try (Connection connection = database.getConnection()) {
      Removal removal = removal(locked(connection, organizationId, key, principalId));
      if (removal != Removal.NOT_SHARED) {
        String sql = removal == Removal.ENDED ? REMOVE : REMOVE_OWN;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
          bindKey(statement, organizationId, key);
          statement.setObject(4, principalId);
          statement.executeUpdate();
        }
        Inheritance.maintain(connection, organizationId, List.of(key));
      }
      return removal;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static Removal removal(Given given) {
    if (given.own() == 0) {
      return Removal.NOT_SHARED;
    }
    return given.inherited() == 0 ? Removal.ENDED : Removal.STILL_INHERITED;
  }

  /** The rights of a share as bits; 0 for none. */
  private record Given(int own, int inherited) {}

  /** A share as it is; the slicer may be at it too, so it is locked until the transaction ends. */
  private static Given locked(
      Connection connection, UUID organizationId, RecordKey key, UUID principalId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      bindKey(statement, organizationId, key);
      statement.setObject(4, principalId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? new Given(row.getInt(1), row.getInt(2)) : new Given(0, 0);
      }
    }
  }

  private static void bindKey(PreparedStatement statement, UUID organizationId, RecordKey key)
      throws SQLException {
    statement.setObject(1, organizationId);
    statement.setString(2, key.entity());
    statement.setObject(3, key.id());
  }
}
