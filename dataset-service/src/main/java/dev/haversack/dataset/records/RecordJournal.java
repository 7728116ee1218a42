package dev.haversack.dataset.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.dataset.database.Together;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What happened to records: the queue of changes that the slicer empties, and the history of what
 * was overwritten. Written in the transaction of the change, whatever the system of record is.
 */
@ApplicationScoped
public class RecordJournal {

  private static final String CHANGED =
      "INSERT INTO record_change (org_id, entity, record_id) SELECT ?::uuid, * FROM unnest(?::text[], ?::uuid[])";
  private static final String SHARE_ENDED =
      "INSERT INTO record_change (org_id, entity, record_id, share_ended) VALUES (?, ?, ?, ?)";
  private static final String HISTORY =
      """
      INSERT INTO record_history
        (org_id, changed_by, changed_at, entity, record_id, version, previous_version, operation, before, action_id, made_at)
      SELECT ?::uuid, ?::uuid, ?::timestamptz, h.entity, h.record_id, h.version, h.previous, h.operation, h.before::jsonb,
        h.action_id, h.made_at
      FROM unnest(?::text[], ?::uuid[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::uuid[], ?::timestamptz[])
        AS h (entity, record_id, version, previous, operation, before, action_id, made_at)
      """;
  private static final String SINCE =
      """
      SELECT h.entity, h.record_id, h.version, h.before::text, h.action_id,
        coalesce(h.made_at, h.changed_at)
      FROM unnest(?::text[], ?::uuid[], ?::bigint[]) AS k (entity, record_id, version)
      JOIN record_history h
        ON h.org_id = ? AND h.entity = k.entity AND h.record_id = k.record_id AND h.version > k.version
      ORDER BY h.entity, h.record_id, h.version
      """;

  private static final String DELETED =
      """
      SELECT DISTINCT h.entity, h.record_id
      FROM unnest(?::text[], ?::uuid[]) AS k (entity, record_id)
      JOIN record_history h ON h.org_id = ? AND h.entity = k.entity AND h.record_id = k.record_id
      WHERE h.operation = 'delete'
      """;

  private final DataSource database;
  private final RecordJson json;

  RecordJournal(DataSource database, RecordJson json) {
    this.database = database;
    this.json = json;
  }

  /**
   * A step in a record's history.
   *
   * @param version the version that it made
   * @param before the former values of what it changed
   * @param actionId the offline action that it was; null for a direct call
   * @param at when it was made: where a device said so, by its clock
   */
  public record Overwritten(long version, ObjectNode before, @Nullable UUID actionId, Instant at) {}

  /** Queues records for the slicer. */
  public void changed(UUID organizationId, Collection<RecordKey> keys) {
    if (keys.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(CHANGED)) {
      JdbcRecordStore.ofKeys(organizationId, keys).set(statement, 1);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Queues a record that is not shared with a principal any more. */
  public void shareEnded(UUID organizationId, RecordKey key, UUID principalId) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SHARE_ENDED)) {
      JdbcRecordStore.setKey(statement, 1, organizationId, key);
      statement.setObject(4, principalId);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * Keeps what writes overwrite, and queues the records.
   *
   * @param keys of the records
   */
  void written(
      UUID organizationId,
      List<Authored> writes,
      Collection<RecordKey> keys,
      UUID userId,
      Instant at) {
    List<Overwriting> steps = writes.stream().flatMap(Overwriting::of).toList();
    if (steps.isEmpty()) {
      changed(organizationId, keys);
      return;
    }
    try (Connection connection = database.getConnection()) {
      Together together = new Together(connection);
      together.add(
          HISTORY,
          (statement, first) -> {
            statement.setObject(first, organizationId);
            statement.setObject(first + 1, userId);
            statement.setObject(first + 2, at.atOffset(ZoneOffset.UTC));
            return set(statement, first + 3, steps);
          });
      together.add(CHANGED, JdbcRecordStore.ofKeys(organizationId, keys));
      together.run();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** What was overwritten in records since versions of theirs, the oldest first. */
  public Map<RecordKey, List<Overwritten>> since(
      UUID organizationId, Map<RecordKey, Long> versions) {
    Map<RecordKey, List<Overwritten>> found = new HashMap<>();
    if (versions.isEmpty()) {
      return found;
    }
    List<RecordKey> keys = List.copyOf(versions.keySet());
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SINCE)) {
      statement.setArray(
          1, connection.createArrayOf("text", keys.stream().map(RecordKey::entity).toArray()));
      statement.setArray(
          2, connection.createArrayOf("uuid", keys.stream().map(RecordKey::id).toArray()));
      statement.setArray(
          3, connection.createArrayOf("bigint", keys.stream().map(versions::get).toArray()));
      statement.setObject(4, organizationId);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          var key = new RecordKey(rows.getString(1), rows.getObject(2, UUID.class));
          found
              .computeIfAbsent(key, k -> new ArrayList<>())
              .add(
                  new Overwritten(
                      rows.getLong(3),
                      json.object(rows.getString(4)),
                      rows.getObject(5, UUID.class),
                      rows.getObject(6, OffsetDateTime.class).toInstant()));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Those of these records that somebody deleted at some time. */
  public Set<RecordKey> deleted(UUID organizationId, Set<RecordKey> keys) {
    if (keys.isEmpty()) {
      return Set.of();
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETED)) {
      JdbcRecordStore.setKeys(connection, statement, 1, keys);
      statement.setObject(3, organizationId);
      Set<RecordKey> found = new HashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(new RecordKey(rows.getString(1), rows.getObject(2, UUID.class)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** A step in a record's history that is about to be kept. */
  private record Overwriting(
      RecordKey key,
      long version,
      long previous,
      String operation,
      ObjectNode before,
      @Nullable UUID actionId,
      @Nullable Instant madeAt) {

    /** Nothing for a new record. */
    static Stream<Overwriting> of(Authored authored) {
      return switch (authored.write()) {
        case RecordWrite.Insert insert -> Stream.empty();
        case RecordWrite.Update update ->
            Stream.of(
                new Overwriting(
                    update.key(),
                    update.version(),
                    update.previousVersion(),
                    "update",
                    update.before(),
                    authored.actionId(),
                    authored.madeAt()));
        case RecordWrite.Delete delete ->
            Stream.of(
                new Overwriting(
                    delete.key(),
                    delete.version(),
                    delete.row().version(),
                    "delete",
                    delete.row().attributes(),
                    authored.actionId(),
                    authored.madeAt()));
      };
    }

    @Nullable OffsetDateTime madeAtOffset() {
      return madeAt == null ? null : madeAt.atOffset(ZoneOffset.UTC);
    }
  }

  private int set(PreparedStatement statement, int first, List<Overwriting> steps)
      throws SQLException {
    set(statement, first, "text", steps, step -> step.key().entity());
    set(statement, first + 1, "uuid", steps, step -> step.key().id());
    set(statement, first + 2, "bigint", steps, Overwriting::version);
    set(statement, first + 3, "bigint", steps, Overwriting::previous);
    set(statement, first + 4, "text", steps, Overwriting::operation);
    set(statement, first + 5, "text", steps, step -> json.text(step.before()));
    set(statement, first + 6, "uuid", steps, Overwriting::actionId);
    set(statement, first + 7, "timestamptz", steps, Overwriting::madeAtOffset);
    return first + 8;
  }

  private static void set(
      PreparedStatement statement,
      int column,
      String type,
      List<Overwriting> steps,
      Function<Overwriting, @Nullable Object> value)
      throws SQLException {
    Object[] values = steps.stream().map(value).toArray();
    statement.setArray(column, statement.getConnection().createArrayOf(type, values));
  }
}
