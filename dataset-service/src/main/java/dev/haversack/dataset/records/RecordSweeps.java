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
      INSERT INTO record_sweep (org_id, entity, keep, before_version)
      SELECT ?, ?, ?, nextval('record_version')
      WHERE EXISTS (SELECT FROM record WHERE org_id = ? AND entity = ?)
      """;
  private static final String PENDING =
      """
      SELECT sweep_id, entity, keep, before_version, after_id FROM record_sweep
      WHERE org_id = ? AND (?::text IS NULL OR entity = ?)
      ORDER BY sweep_id LIMIT 1 FOR UPDATE
      """;
  private static final String BRINGS_BACK =
      """
      SELECT EXISTS (
        SELECT FROM record_sweep
        WHERE org_id = ? AND entity = ? AND (keep IS NULL OR NOT keep @> ?::text[]))
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
                   (SELECT jsonb_object_agg(key, value) FROM jsonb_each(r.attributes) WHERE key <> ALL (?)) AS removed
            FROM record r
            WHERE r.org_id = ? AND r.entity = ? AND r.record_id IN (SELECT record_id FROM part) AND r.version < ?
              AND EXISTS (SELECT FROM jsonb_object_keys(r.attributes) AS name WHERE name <> ALL (?))
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
          , gone AS (
            DELETE FROM record r
            WHERE r.org_id = ? AND r.entity = ? AND r.record_id IN (SELECT record_id FROM part) AND r.version < ?
            RETURNING r.org_id, r.entity, r.record_id
          ), unshared AS (
            DELETE FROM record_share h USING gone g
            WHERE h.org_id = g.org_id AND h.entity = g.entity AND h.record_id = g.record_id
          ), queued AS (
            INSERT INTO record_change (org_id, entity, record_id)
            SELECT org_id, entity, record_id FROM gone
          )
          """
          + LAST;

  private final DataSource database;

  RecordSweeps(DataSource database) {
    this.database = database;
  }

  private record Sweep(
      long id, String entity, @Nullable Array keep, long beforeVersion, @Nullable UUID afterId) {}

  /**
   * Notes what is to be done.
   *
   * @param keep the attributes that the entity has now; null when there is no such entity any more
   */
  void note(UUID organizationId, String entity, @Nullable Collection<String> keep) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(NOTE)) {
      statement.setObject(1, organizationId);
      statement.setString(2, entity);
      statement.setArray(3, keep == null ? null : connection.createArrayOf("text", keep.toArray()));
      statement.setObject(4, organizationId);
      statement.setString(5, entity);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Whether an entity gets names that a sweep still has to take out of older records. */
  boolean bringsBack(UUID organizationId, String entity, Collection<String> names) {
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
   * @param entity of this entity only; null for any
   * @param most how many records to look at
   */
  boolean next(UUID organizationId, @Nullable String entity, int most) {
    try (Connection connection = database.getConnection()) {
      Optional<Sweep> pending = pending(connection, organizationId, entity);
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

  private static Optional<Sweep> pending(
      Connection connection, UUID organizationId, @Nullable String entity) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PENDING)) {
      statement.setObject(1, organizationId);
      statement.setString(2, entity);
      statement.setString(3, entity);
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
    Array keep = sweep.keep();
    try (PreparedStatement statement = connection.prepareStatement(keep == null ? DELETE : STRIP)) {
      int next = setEntity(statement, 1, organizationId, sweep);
      statement.setObject(next++, sweep.afterId());
      statement.setObject(next++, sweep.afterId());
      statement.setInt(next++, most);
      if (keep != null) {
        statement.setArray(next++, keep);
      }
      next = setEntity(statement, next, organizationId, sweep);
      statement.setLong(next++, sweep.beforeVersion());
      if (keep != null) {
        statement.setArray(next++, keep);
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
