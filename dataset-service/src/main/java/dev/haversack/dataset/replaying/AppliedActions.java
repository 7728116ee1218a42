package dev.haversack.dataset.replaying;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.ApplyResult;
import dev.haversack.dataset.records.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What was decided about actions: those that took effect, and the latest failed attempt of the
 * others. Each attempt is decided once, so that a request that was held up on its way cannot take
 * effect after its repetition has failed and a person has decided about that failure.
 */
@ApplicationScoped
class AppliedActions {

  /** Two copies of one device's group wait for each other here, so that the second finds marks. */
  private static final String ONE_AT_A_TIME =
      "SELECT pg_advisory_xact_lock(hashtextextended('apply ' || ? || ' ' || ?, 0))";

  /** Until the transaction ends, and so without a trace in a pooled session. */
  private static final String LIMIT_WAITING = "SELECT set_config('lock_timeout', ?, true)";

  private static final String FIND =
      """
      SELECT action_id, attempt, result::text FROM applied_action
      WHERE org_id = ? AND action_id = ANY (?)
      """;
  private static final String OF_DEVICE =
      "SELECT action_id FROM applied_action WHERE org_id = ? AND action_id = ANY (?) AND device_id = ?";

  /** Only a failed attempt gives way, and only to a later one. */
  private static final String ADD =
      """
      INSERT INTO applied_action AS known (org_id, action_id, device_id, attempt, result, decided_at)
      VALUES (?, ?, ?, ?, ?::jsonb, ?)
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
  private final ReplayingConfiguration configuration;

  AppliedActions(DataSource database, ObjectMapper json, ReplayingConfiguration configuration) {
    this.database = database;
    this.json = json;
    this.configuration = configuration;
  }

  /** Lets one group of a device in at a time, until the transaction ends. */
  void lock(UUID organizationId, UUID deviceId) {
    try (Connection connection = database.getConnection();
        PreparedStatement limit = connection.prepareStatement(LIMIT_WAITING);
        PreparedStatement statement = connection.prepareStatement(ONE_AT_A_TIME)) {
      limit.setString(1, configuration.longestWait().toMillis() + "ms");
      limit.execute();
      statement.setString(1, organizationId.toString());
      statement.setString(2, deviceId.toString());
      statement.execute();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** What was decided about these actions before, as far as it was. */
  Map<UUID, Decided> find(UUID organizationId, Collection<UUID> actionIds) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setObject(1, organizationId);
      statement.setArray(2, connection.createArrayOf("uuid", actionIds.toArray()));
      Map<UUID, Decided> found = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(
              rows.getObject(1, UUID.class),
              new Decided(rows.getInt(2), json.readValue(rows.getString(3), ApplyResult.class)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of the actions that the device itself made. */
  Set<UUID> ofDevice(UUID organizationId, UUID deviceId, Collection<UUID> actionIds) {
    Set<UUID> found = new HashSet<>();
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
          found.add(rows.getObject(1, UUID.class));
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
   * @throws IllegalStateException when another device's action with the same id was decided
   */
  void add(UUID organizationId, UUID deviceId, List<Decided> decided, Instant at) {
    if (decided.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (Decided one : decided) {
        statement.setObject(1, organizationId);
        statement.setObject(2, one.result().actionId());
        statement.setObject(3, deviceId);
        statement.setInt(4, one.attempt());
        statement.setString(5, json.writeValueAsString(one.result()));
        statement.setObject(6, at.atOffset(ZoneOffset.UTC));
        statement.addBatch();
      }
      if (Arrays.stream(statement.executeBatch()).anyMatch(rows -> rows == 0)) {
        throw new IllegalStateException("An action was decided meanwhile under the same id");
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
