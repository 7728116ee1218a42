package dev.haversack.dataset.records;

import dev.haversack.dataset.database.Together;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The built-in system of record: the table {@code record}. */
@ApplicationScoped
public class JdbcRecordStore implements RecordStore {

  private static final String SHARES =
      """
      (SELECT string_agg(h.principal_id || '=' || h.rights, ',') FROM record_share h
       WHERE h.org_id = r.org_id AND h.entity = r.entity AND h.record_id = r.record_id)
      """;
  private static final String ROW =
      "SELECT r.entity, r.record_id, r.version, r.owner_id, r.business_unit_id, r.attributes::text, "
          + SHARES
          + "FROM record r ";
  private static final String FIND =
      ROW + "WHERE r.org_id = ? AND r.entity = ? AND r.record_id = ?";
  private static final String FIND_SOME =
      ROW
          + """
          WHERE r.org_id = ?
            AND (r.entity, r.record_id) IN (SELECT * FROM unnest(?::text[], ?::uuid[]))
          """;
  private static final String LOCK =
      FIND_SOME
          + """
          ORDER BY r.entity COLLATE "C", r.record_id
          FOR UPDATE OF r
          """;
  private static final String ACCESS =
      "SELECT r.entity, r.record_id, r.owner_id, r.business_unit_id, "
          + SHARES
          + """
          FROM unnest(?::text[], ?::uuid[]) AS k (entity, record_id)
          JOIN record r ON r.org_id = ? AND r.entity = k.entity AND r.record_id = k.record_id
          """;
  private static final String VERSIONS =
      "SELECT nextval('record_version') FROM generate_series(1, ?)";
  private static final String INSERT =
      """
      INSERT INTO record (org_id, entity, record_id, version, owner_id, business_unit_id, attributes)
      VALUES (?, ?, ?, ?, ?, ?, ?::jsonb)
      """;
  private static final String UPDATE =
      """
      UPDATE record r
      SET version = u.version, owner_id = u.owner_id, business_unit_id = u.business_unit_id,
        attributes = u.attributes::jsonb
      FROM unnest(?::text[], ?::uuid[], ?::bigint[], ?::uuid[], ?::uuid[], ?::text[])
        AS u (entity, record_id, version, owner_id, business_unit_id, attributes)
      WHERE r.org_id = ? AND r.entity = u.entity AND r.record_id = u.record_id
      """;
  private static final String DELETE =
      "DELETE FROM record WHERE org_id = ? AND entity = ? AND record_id = ?";
  private static final String DELETE_SHARES =
      "DELETE FROM record_share WHERE org_id = ? AND entity = ? AND record_id = ?";

  private static final String DELETE_FOLLOWS =
      "DELETE FROM record_follow WHERE org_id = ? AND entity = ? AND record_id = ?";

  static final String UNIQUE_VIOLATION = "23505";

  private final DataSource database;
  private final RecordJson json;

  JdbcRecordStore(DataSource database, RecordJson json) {
    this.database = database;
    this.json = json;
  }

  @Override
  public Optional<RecordRow> find(UUID organizationId, RecordKey key) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setObject(1, organizationId);
      statement.setString(2, key.entity());
      statement.setObject(3, key.id());
      return rows(statement).stream().findFirst();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  @Override
  public List<RecordRow> find(UUID organizationId, Collection<RecordKey> keys) {
    return rows(FIND_SOME, organizationId, keys);
  }

  @Override
  public List<RecordRow> lock(UUID organizationId, Collection<RecordKey> keys) {
    return rows(LOCK, organizationId, keys);
  }

  @Override
  public Locked lock(UUID organizationId, Collection<RecordKey> keys, int versions) {
    if (keys.isEmpty()) {
      return new Locked(List.of(), nextVersions(versions));
    }
    try (Connection connection = database.getConnection()) {
      Together together = new Together(connection);
      var rows = together.ask(LOCK, ofKeys(organizationId, keys), this::rows);
      // After the locks were taken, so that each record's versions rise.
      var fresh = together.ask(VERSIONS, ofCount(versions), JdbcRecordStore::versions);
      together.run();
      return new Locked(rows.get(), fresh.get());
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private List<RecordRow> rows(String sql, UUID organizationId, Collection<RecordKey> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      ofKeys(organizationId, keys).set(statement, 1);
      return rows(statement);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** An organization, and keys as two arrays. */
  static Together.Parameters ofKeys(UUID organizationId, Collection<RecordKey> keys) {
    return (statement, first) -> {
      statement.setObject(first, organizationId);
      setKeys(statement.getConnection(), statement, first + 1, keys);
      return first + 3;
    };
  }

  private static Together.Parameters ofCount(int count) {
    return (statement, first) -> {
      statement.setInt(first, count);
      return first + 1;
    };
  }

  @Override
  public Map<RecordKey, RecordAccess> accessOf(UUID organizationId, Collection<RecordKey> keys) {
    Map<RecordKey, RecordAccess> found = new HashMap<>();
    if (keys.isEmpty()) {
      return found;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ACCESS)) {
      setKeys(connection, statement, 1, keys);
      statement.setObject(3, organizationId);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(
              new RecordKey(rows.getString(1), id(rows, 2)),
              new RecordAccess(nullableId(rows, 3), nullableId(rows, 4), shares(rows, 5)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  @Override
  public List<Long> nextVersions(int count) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(VERSIONS)) {
      ofCount(count).set(statement, 1);
      try (ResultSet rows = statement.executeQuery()) {
        return versions(rows);
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static List<Long> versions(ResultSet rows) throws SQLException {
    List<Long> versions = new ArrayList<>();
    while (rows.next()) {
      versions.add(rows.getLong(1));
    }
    return versions;
  }

  @Override
  public void insert(UUID organizationId, List<RecordRow> rows) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (RecordRow row : rows) {
        setKey(statement, 1, organizationId, row.key());
        statement.setLong(4, row.version());
        statement.setObject(5, row.access().ownerId());
        statement.setObject(6, row.access().businessUnitId());
        statement.setString(7, json.text(row.attributes()));
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (BatchUpdateException e) {
      throw UNIQUE_VIOLATION.equals(e.getSQLState())
          ? new DuplicateRecordException(e)
          : new DatabaseException(e);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  @Override
  public void update(UUID organizationId, List<RecordRow> rows) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(UPDATE)) {
      setKeys(connection, statement, 1, rows.stream().map(RecordRow::key).toList());
      setArray(statement, 3, "bigint", rows, RecordRow::version);
      setArray(statement, 4, "uuid", rows, row -> row.access().ownerId());
      setArray(statement, 5, "uuid", rows, row -> row.access().businessUnitId());
      setArray(statement, 6, "text", rows, row -> json.text(row.attributes()));
      statement.setObject(7, organizationId);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  @Override
  public void delete(UUID organizationId, List<RecordKey> keys) {
    delete(DELETE_SHARES, organizationId, keys);
    delete(DELETE_FOLLOWS, organizationId, keys);
    delete(DELETE, organizationId, keys);
  }

  private void delete(String sql, UUID organizationId, List<RecordKey> keys) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (RecordKey key : keys) {
        setKey(statement, 1, organizationId, key);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static void setArray(
      PreparedStatement statement,
      int column,
      String type,
      List<RecordRow> rows,
      Function<RecordRow, @Nullable Object> value)
      throws SQLException {
    statement.setArray(
        column, statement.getConnection().createArrayOf(type, rows.stream().map(value).toArray()));
  }

  private List<RecordRow> rows(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      return rows(rows);
    }
  }

  private List<RecordRow> rows(ResultSet rows) throws SQLException {
    List<RecordRow> found = new ArrayList<>();
    while (rows.next()) {
      found.add(
          new RecordRow(
              new RecordKey(rows.getString(1), id(rows, 2)),
              rows.getLong(3),
              new RecordAccess(nullableId(rows, 4), nullableId(rows, 5), shares(rows, 7)),
              json.object(rows.getString(6))));
    }
    return found;
  }

  static void setKey(PreparedStatement statement, int first, UUID organizationId, RecordKey key)
      throws SQLException {
    statement.setObject(first, organizationId);
    statement.setString(first + 1, key.entity());
    statement.setObject(first + 2, key.id());
  }

  static void setKeys(
      Connection connection, PreparedStatement statement, int first, Collection<RecordKey> keys)
      throws SQLException {
    Object[] entities = keys.stream().map(RecordKey::entity).toArray();
    Object[] ids = keys.stream().map(RecordKey::id).toArray();
    statement.setArray(first, connection.createArrayOf("text", entities));
    statement.setArray(first + 1, connection.createArrayOf("uuid", ids));
  }

  private static UUID id(ResultSet rows, int column) throws SQLException {
    return rows.getObject(column, UUID.class);
  }

  private static @Nullable UUID nullableId(ResultSet rows, int column) throws SQLException {
    return rows.getObject(column, UUID.class);
  }

  private static Map<UUID, Integer> shares(ResultSet rows, int column) throws SQLException {
    String text = rows.getString(column);
    if (text == null) {
      return Map.of();
    }
    Map<UUID, Integer> shares = new HashMap<>();
    for (String share : text.split(",")) {
      int rights = share.indexOf('=') + 1;
      shares.put(
          UUID.fromString(share.substring(0, rights - 1)),
          Integer.valueOf(share.substring(rights)));
    }
    return shares;
  }
}
