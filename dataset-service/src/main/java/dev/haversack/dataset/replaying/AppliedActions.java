package dev.haversack.dataset.replaying;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.ApplyResult;
import dev.haversack.dataset.records.DatabaseException;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * What was decided about actions: those that took effect, and the latest failed attempt of the
 * others. Each attempt is decided once, so that a request that was held up on its way cannot take
 * effect after its repetition has failed and a person has decided about that failure.
 */
@ApplicationScoped
class AppliedActions {

  /**
   * Two copies of one device's group wait for each other here, so that the second finds marks: the
   * second statement sees what was committed while the first one waited.
   */
  private static final String OPEN =
      """
      SELECT pg_advisory_xact_lock(hashtextextended('apply ' || ? || ' ' || ?, 0)),
        coalesce(pg_sequence_last_value('record_change_change_id_seq'), 0);
      SELECT action_id, attempt, result::text FROM applied_action
      WHERE org_id = ? AND action_id = ANY (?)
      """;

  private static final String OF_DEVICE =
      """
      SELECT action_id, ARRAY(
        SELECT merge ->> 'attribute' FROM jsonb_array_elements(result -> 'merges') AS merge
        WHERE merge ->> 'source' <> 'mine')
      FROM applied_action WHERE org_id = ? AND action_id = ANY (?) AND device_id = ?
      """;

  /**
   * Only a failed attempt gives way, and only to a later one. One statement: of a batch the driver
   * does not say how many rows it wrote.
   */
  private static final String ADD =
      """
      INSERT INTO applied_action AS known (org_id, action_id, device_id, attempt, result, decided_at)
      SELECT ?, a.action_id, ?, a.attempt, a.result::jsonb, ?
      FROM unnest(?::uuid[], ?::int[], ?::text[]) AS a (action_id, attempt, result)
      ORDER BY a.action_id
      ON CONFLICT (org_id, action_id) DO UPDATE
      SET device_id = excluded.device_id, attempt = excluded.attempt, result = excluded.result,
        decided_at = excluded.decided_at
      WHERE known.attempt < excluded.attempt AND known.result ->> 'outcome' = 'failed'
      """;

  /**
   * What was decided about an attempt of an action.
   *
   * @param attempt which one
   * @param result what was answered
   */
  record Decided(int attempt, ApplyResult result) {}

  private final DataSource database;
  private final ObjectMapper json;

  AppliedActions(DataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /**
   * What is known when a group's turn has come.
   *
   * @param lastChange the last number that was given to a change before
   * @param decided what was decided about its actions before, as far as it was
   */
  record Opened(long lastChange, Map<UUID, Decided> decided) {}

  /** Lets one group of a device in at a time, until the transaction ends. */
  Opened open(UUID organizationId, UUID deviceId, Collection<UUID> actionIds) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(OPEN)) {
      statement.setString(1, organizationId.toString());
      statement.setString(2, deviceId.toString());
      statement.setObject(3, organizationId);
      statement.setArray(4, connection.createArrayOf("uuid", actionIds.toArray()));
      statement.execute();
      return new Opened(lastChange(statement), decided(statement));
    } catch (SQLException e) {
      throw new DatabaseException(e);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long lastChange(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.getResultSet()) {
      row.next();
      return row.getLong(2);
    }
  }

  private Map<UUID, Decided> decided(PreparedStatement statement)
      throws SQLException, JsonProcessingException {
    Map<UUID, Decided> found = new HashMap<>();
    statement.getMoreResults();
    try (ResultSet rows = statement.getResultSet()) {
      while (rows.next()) {
        found.put(
            rows.getObject(1, UUID.class),
            new Decided(rows.getInt(2), json.readValue(rows.getString(3), ApplyResult.class)));
      }
    }
    return found;
  }

  /**
   * Those of the actions that the device itself made, with the attributes that are not as it
   * entered them.
   */
  Map<UUID, Set<String>> ofDevice(UUID organizationId, UUID deviceId, Collection<UUID> actionIds) {
    Map<UUID, Set<String>> found = new HashMap<>();
    if (actionIds.isEmpty()) {
      return found;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(OF_DEVICE)) {
      statement.setObject(1, organizationId);
      statement.setArray(2, connection.createArrayOf("uuid", actionIds.toArray()));
      statement.setObject(3, deviceId);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getObject(1, UUID.class), Set.of((String[]) rows.getArray(2).getArray()));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * Marks actions, in the transaction of their effect.
   *
   * @throws ProblemException {@code not-ready} when another device's action with the same id was
   *     decided meanwhile
   */
  void add(UUID organizationId, UUID deviceId, List<Decided> decided, Instant at) {
    if (decided.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setObject(1, organizationId);
      statement.setObject(2, deviceId);
      statement.setObject(3, at.atOffset(ZoneOffset.UTC));
      statement.setArray(4, array(connection, "uuid", decided, one -> one.result().actionId()));
      statement.setArray(5, array(connection, "int", decided, Decided::attempt));
      statement.setArray(6, array(connection, "text", decided, one -> text(one.result())));
      if (statement.executeUpdate() != decided.size()) {
        throw ProblemException.retryAfter(
            ProblemCode.NOT_READY,
            "An action was decided meanwhile under the same id.",
            Duration.ofSeconds(1));
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static Array array(
      Connection connection, String type, List<Decided> decided, Function<Decided, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, decided.stream().map(value).toArray());
  }

  private String text(ApplyResult result) {
    try {
      return json.writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
