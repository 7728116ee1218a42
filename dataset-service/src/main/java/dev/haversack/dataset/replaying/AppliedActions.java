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
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Which actions took effect, and with what result. */
@ApplicationScoped
class AppliedActions {

  /** Two copies of one device's group wait for each other here, so that the second finds marks. */
  private static final String ONE_AT_A_TIME =
      "SELECT pg_advisory_xact_lock(hashtextextended('apply ' || ? || ' ' || ?, 0))";

  /**
   * Shorter than the caller's patience: a group that has to wait longer is sent again, and must not
   * keep a connection of the pool meanwhile.
   */
  private static final String LIMIT_WAITING = "SET LOCAL lock_timeout = '10s'";

  private static final String FIND =
      "SELECT action_id, result::text FROM applied_action WHERE org_id = ? AND action_id = ANY (?)";
  private static final String OF_DEVICE =
      "SELECT action_id FROM applied_action WHERE org_id = ? AND action_id = ANY (?) AND device_id = ?";
  private static final String ADD =
      """
      INSERT INTO applied_action (org_id, action_id, device_id, result, applied_at)
      VALUES (?, ?, ?, ?::jsonb, ?)
      """;

  private final DataSource database;
  private final ObjectMapper json;

  AppliedActions(DataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /** Lets one group of a device in at a time, until the transaction ends. */
  void lock(UUID organizationId, UUID deviceId) {
    try (Connection connection = database.getConnection();
        Statement limit = connection.createStatement();
        PreparedStatement statement = connection.prepareStatement(ONE_AT_A_TIME)) {
      limit.execute(LIMIT_WAITING);
      statement.setString(1, organizationId.toString());
      statement.setString(2, deviceId.toString());
      statement.execute();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** The results of those of the actions that took effect before. */
  Map<UUID, ApplyResult> find(UUID organizationId, Collection<UUID> actionIds) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setObject(1, organizationId);
      statement.setArray(2, connection.createArrayOf("uuid", actionIds.toArray()));
      Map<UUID, ApplyResult> found = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(
              rows.getObject(1, UUID.class), json.readValue(rows.getString(2), ApplyResult.class));
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

  /** Marks actions, in the transaction of their effect. */
  void add(UUID organizationId, UUID deviceId, List<ApplyResult> results, Instant at) {
    if (results.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (ApplyResult result : results) {
        statement.setObject(1, organizationId);
        statement.setObject(2, result.actionId());
        statement.setObject(3, deviceId);
        statement.setString(4, json.writeValueAsString(result));
        statement.setObject(5, at.atOffset(ZoneOffset.UTC));
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
