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
  private static final String REMOVE =
      """
      WITH given AS (
        SELECT ?::uuid AS org_id, ?::text AS entity, ?::uuid AS record_id, ?::uuid AS principal_id
      ), kept AS (
        UPDATE record_share h SET own_rights = 0 FROM given g
        WHERE h.org_id = g.org_id AND h.entity = g.entity AND h.record_id = g.record_id
          AND h.principal_id = g.principal_id AND h.own_rights <> 0 AND h.inherited_rights <> 0
        RETURNING 1
      ), ended AS (
        DELETE FROM record_share h USING given g
        WHERE h.org_id = g.org_id AND h.entity = g.entity AND h.record_id = g.record_id
          AND h.principal_id = g.principal_id AND h.inherited_rights = 0
        RETURNING 1
      )
      SELECT CASE WHEN EXISTS (SELECT FROM ended) THEN 'ENDED' WHEN EXISTS (SELECT FROM kept) THEN 'STILL_INHERITED' ELSE 'NOT_SHARED' END
      """;

  /**
   * What records below inherit is taken back before the slicer comes: it finds out whether they
   * inherit the same from elsewhere.
   */
  private static final String WITHDRAW =
      """
      WITH RECURSIVE given AS (
        SELECT ?::uuid AS org_id, ?::text AS entity, ?::uuid AS record_id, ?::uuid AS principal_id
      ), below AS (
        SELECT g.org_id, g.principal_id, l.child AS entity, e.child_id AS record_id
        FROM given g
        JOIN relation l ON l.org_id = g.org_id AND l.parent = g.entity AND l.cascades_share
        JOIN record_edge e ON e.org_id = l.org_id AND e.relation_id = l.relation_id AND e.parent_id = g.record_id
        UNION
        SELECT b.org_id, b.principal_id, l.child, e.child_id
        FROM below b
        JOIN relation l ON l.org_id = b.org_id AND l.parent = b.entity AND l.cascades_share
        JOIN record_edge e ON e.org_id = l.org_id AND e.relation_id = l.relation_id AND e.parent_id = b.record_id
      ), kept AS (
        UPDATE record_share h SET inherited_rights = 0 FROM below b
        WHERE h.org_id = b.org_id AND h.entity = b.entity AND h.record_id = b.record_id
          AND h.principal_id = b.principal_id AND h.inherited_rights <> 0 AND h.own_rights <> 0
        RETURNING h.org_id, h.entity, h.record_id, NULL::uuid AS share_ended
      ), ended AS (
        DELETE FROM record_share h USING below b
        WHERE h.org_id = b.org_id AND h.entity = b.entity AND h.record_id = b.record_id
          AND h.principal_id = b.principal_id AND h.own_rights = 0
        RETURNING h.org_id, h.entity, h.record_id, h.principal_id AS share_ended
      )
      INSERT INTO record_change (org_id, entity, record_id, share_ended)
      SELECT * FROM kept UNION ALL SELECT * FROM ended
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

  /** Gives these rights and no others; what is inherited stays. Answers how it is then. */
  StoredShare put(UUID organizationId, RecordKey key, StoredShare share) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PUT)) {
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
    } catch (SQLException e) {
      throw new DatabaseException(e);
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

  /** Removes a share, but for what is inherited, and what records below inherited. */
  Removal remove(UUID organizationId, RecordKey key, UUID principalId) {
    try (Connection connection = database.getConnection()) {
      Removal removal = removeOwn(connection, organizationId, key, principalId);
      if (removal != Removal.NOT_SHARED) {
        try (PreparedStatement statement = connection.prepareStatement(WITHDRAW)) {
          bindKey(statement, organizationId, key);
          statement.setObject(4, principalId);
          statement.executeUpdate();
        }
      }
      return removal;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static Removal removeOwn(
      Connection connection, UUID organizationId, RecordKey key, UUID principalId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
      bindKey(statement, organizationId, key);
      statement.setObject(4, principalId);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Removal.valueOf(row.getString(1));
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
