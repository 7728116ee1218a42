package dev.haversack.dataset.records;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of the records what the metadata does not know any more, a chunk at a time. A record
 * that loses values gets a new version, so that devices learn of it.
 *
 * <p>Only records of before the change are looked at: what is written later is written by the new
 * metadata.
 */
@ApplicationScoped
class RecordSweeps {

  private static final String NOTE =
      """
      INSERT INTO record_sweep (org_id, entity, gone, before_version)
      SELECT ?, ?, ?, nextval('record_version')
      WHERE EXISTS (SELECT FROM record WHERE org_id = ? AND entity = ?)
      """;
  private static final String PENDING =
      """
      SELECT sweep_id, entity, gone, before_version, after_id FROM record_sweep
      WHERE org_id = ?
      ORDER BY sweep_id LIMIT 1 FOR UPDATE
      """;
  private static final String BRINGS_BACK =
      """
      SELECT EXISTS (
        SELECT FROM record_sweep
        WHERE org_id = ? AND entity = ? AND (gone IS NULL OR gone && ?::text[]))
      """;
  private static final String ADVANCE =
      "UPDATE record_sweep SET after_id = ? WHERE org_id = ? AND sweep_id = ?";
  private static final String DONE = "DELETE FROM record_sweep WHERE org_id = ? AND sweep_id = ?";

  private static final String PART =
      """
      WITH part AS MATERIALIZED (
        SELECT record_id FROM record
        WHERE org_id = ? AND entity = ? AND (?::uuid IS NULL OR record_id > ?::uuid)
        ORDER BY record_id LIMIT ?
      )
      """;
  private static final String LAST =
      """
      SELECT record_id, (SELECT count(*) FROM part) FROM part ORDER BY record_id DESC LIMIT 1
      """;

  private static final String STRIP =
      PART
          + """
          , found AS MATERIALIZED (
            SELECT r.record_id, r.version AS previous,
                   (SELECT jsonb_object_agg(key, value) FROM jsonb_each(r.attributes) WHERE key = ANY (?)) AS removed
            FROM record r
            WHERE r.org_id = ? AND r.entity = ? AND r.record_id IN (SELECT record_id FROM part) AND r.version < ?
              AND r.attributes ??| ?
            ORDER BY r.record_id FOR UPDATE OF r
          ), changed AS (
            UPDATE record r
            SET version = nextval('record_version'),
                attributes = r.attributes - ARRAY(SELECT jsonb_object_keys(f.removed))
            FROM found f
            WHERE r.org_id = ? AND r.entity = ? AND r.record_id = f.record_id
            RETURNING r.org_id, r.entity, r.record_id, r.version, f.previous, f.removed
          ), kept AS (
            INSERT INTO record_history
              (org_id, entity, record_id, version, previous_version, operation, before, changed_by, changed_at)
            SELECT org_id, entity, record_id, version, previous, 'update', removed,
                   '00000000-0000-0000-0000-000000000000', now()
            FROM changed
          ), queued AS (
            INSERT INTO record_change (org_id, entity, record_id)
            SELECT org_id, entity, record_id FROM changed
          )
          """
          + LAST;

  private static final String DELETE =
      PART
          + """
          , found AS MATERIALIZED (
            SELECT r.org_id, r.entity, r.record_id
            FROM record r
            WHERE r.org_id = ? AND r.entity = ? AND r.record_id IN (SELECT record_id FROM part) AND r.version < ?
            ORDER BY r.record_id FOR UPDATE OF r
          ), deleted AS (
            DELETE FROM record r USING found f
            WHERE r.org_id = f.org_id AND r.entity = f.entity AND r.record_id = f.record_id
            RETURNING r.org_id, r.entity, r.record_id
          ), unshared AS (
            DELETE FROM record_share h USING deleted g
            WHERE h.org_id = g.org_id AND h.entity = g.entity AND h.record_id = g.record_id
          ), unfollowed AS (
            DELETE FROM record_follow h USING deleted g
            WHERE h.org_id = g.org_id AND h.entity = g.entity AND h.record_id = g.record_id
          ), closed AS (
            DELETE FROM open_child h USING deleted g
            WHERE h.org_id = g.org_id AND h.entity = g.entity AND h.record_id = g.record_id
          ), queued AS (
            INSERT INTO record_change (org_id, entity, record_id)
            SELECT org_id, entity, record_id FROM deleted
          )
          """
          + LAST;

  private final DataSource database;

  RecordSweeps(DataSource database) {
    this.database = database;
  }

  private record Sweep(
      long id, String entity, @Nullable Array gone, long beforeVersion, @Nullable UUID afterId) {}

  /**
   * Notes what is to be done.
   *
   * @param gone the attributes that the entity lost; null when it is gone itself
   */
  void note(UUID organizationId, String entity, @Nullable Collection<String> gone) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(NOTE)) {
      statement.setObject(1, organizationId);
      statement.setString(2, entity);
      statement.setArray(3, gone == null ? null : connection.createArrayOf("text", gone.toArray()));
      statement.setObject(4, organizationId);
      statement.setString(5, entity);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Whether an entity gets names that a sweep still has to take out of older records. */
  boolean bringsBack(UUID organizationId, String entity, Collection<String> names) {
    if (names.isEmpty()) {
      return false;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(BRINGS_BACK)) {
      statement.setObject(1, organizationId);
      statement.setString(2, entity);
      statement.setArray(3, connection.createArrayOf("text", names.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** The organizations that have something to do. */
  List<UUID> organizations() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT DISTINCT org_id FROM record_sweep");
        ResultSet rows = statement.executeQuery()) {
      List<UUID> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getObject(1, UUID.class));
      }
      return found;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * Does the next part, in the caller's transaction; false when nothing was left to do.
   *
   * @param most how many records to look at
   */
  boolean next(UUID organizationId, int most) {
    try (Connection connection = database.getConnection()) {
      Optional<Sweep> pending = pending(connection, organizationId);
      if (pending.isEmpty()) {
        return false;
      }
      Sweep sweep = pending.get();
      UUID last = part(connection, organizationId, sweep, most);
      try (PreparedStatement statement =
          connection.prepareStatement(last == null ? DONE : ADVANCE)) {
        int next = 1;
        if (last != null) {
          statement.setObject(next++, last);
        }
        statement.setObject(next++, organizationId);
        statement.setLong(next, sweep.id());
        statement.executeUpdate();
      }
      return true;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static Optional<Sweep> pending(Connection connection, UUID organizationId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PENDING)) {
      statement.setObject(1, organizationId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Sweep(
                    row.getLong(1),
                    row.getString(2),
                    row.getArray(3),
                    row.getLong(4),
                    row.getObject(5, UUID.class)))
            : Optional.empty();
      }
    }
  }

  /** The last record of the part; null when it was the last part. */
  private static @Nullable UUID part(
      Connection connection, UUID organizationId, Sweep sweep, int most) throws SQLException {
    Array gone = sweep.gone();
    try (PreparedStatement statement = connection.prepareStatement(gone == null ? DELETE : STRIP)) {
      int next = setEntity(statement, 1, organizationId, sweep);
      statement.setObject(next++, sweep.afterId());
      statement.setObject(next++, sweep.afterId());
      statement.setInt(next++, most);
      if (gone != null) {
        statement.setArray(next++, gone);
      }
      next = setEntity(statement, next, organizationId, sweep);
      statement.setLong(next++, sweep.beforeVersion());
      if (gone != null) {
        statement.setArray(next++, gone);
        setEntity(statement, next, organizationId, sweep);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getInt(2) == most ? row.getObject(1, UUID.class) : null;
      }
    }
  }

  private static int setEntity(
      PreparedStatement statement, int first, UUID organizationId, Sweep sweep)
      throws SQLException {
    statement.setObject(first, organizationId);
    statement.setString(first + 1, sweep.entity());
    return first + 2;
  }
}
