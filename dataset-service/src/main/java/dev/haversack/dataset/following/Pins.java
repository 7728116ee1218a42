package dev.haversack.dataset.following;

import dev.haversack.contract.model.DevicePins;
import dev.haversack.contract.model.PinnedRecord;
import dev.haversack.dataset.records.ChangeSignals;
import dev.haversack.dataset.records.DatabaseException;
import dev.haversack.dataset.records.RecordJournal;
import dev.haversack.dataset.records.RecordKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Records with unsettled actions. A report tells all of a device's at once, so that one that comes
 * twice, late or after others were lost leaves the right state.
 */
@ApplicationScoped
class Pins {

  /** Also the lock that lets one report of a device in at a time. */
  private static final String NUMBER =
      """
      INSERT INTO device_pins AS known (org_id, device_id, user_id, number) VALUES (?, ?, ?, ?)
      ON CONFLICT (org_id, device_id) DO UPDATE SET number = excluded.number, user_id = excluded.user_id
      WHERE known.number < excluded.number
      """;

  /** Whether another device of a user has a record is not to change meanwhile. */
  private static final String LOCK_USERS =
      """
      SELECT pg_advisory_xact_lock(hashtextextended(u::text, 0)) FROM (
        SELECT ?::uuid AS u UNION SELECT user_id FROM device_pin WHERE org_id = ? AND device_id = ? ORDER BY u) users
      """;

  private static final String TOLD =
      "(SELECT * FROM unnest(?::text[], ?::uuid[]) t (entity, record_id))";
  private static final String REMOVE =
      "DELETE FROM device_pin WHERE org_id = ? AND device_id = ? AND (entity, record_id) NOT IN "
          + TOLD
          + " RETURNING entity, record_id, user_id";
  private static final String ADD =
      "INSERT INTO device_pin (org_id, device_id, user_id, entity, record_id) SELECT ?, ?, ?, t.entity, t.record_id FROM "
          + TOLD
          + " t ON CONFLICT DO NOTHING RETURNING entity, record_id, user_id";

  private static final String PIN =
      """
      INSERT INTO record_pin (org_id, entity, record_id, user_id)
      SELECT ?, * FROM unnest(?::text[], ?::uuid[], ?::uuid[]) ON CONFLICT DO NOTHING
      """;

  /** Unless another device of the user still has it. */
  private static final String UNPIN =
      """
      DELETE FROM record_pin p USING unnest(?::text[], ?::uuid[], ?::uuid[]) t (entity, record_id, user_id)
      WHERE p.org_id = ? AND p.entity = t.entity AND p.record_id = t.record_id AND p.user_id = t.user_id
        AND NOT EXISTS (
          SELECT FROM device_pin d WHERE d.org_id = p.org_id AND d.entity = p.entity
            AND d.record_id = p.record_id AND d.user_id = p.user_id)
      """;

  private final DataSource database;
  private final RecordJournal journal;
  private final ChangeSignals signals;

  Pins(DataSource database, RecordJournal journal, ChangeSignals signals) {
    this.database = database;
    this.journal = journal;
    this.signals = signals;
  }

  private record Pin(String entity, UUID recordId, UUID userId) {}

  /** Takes a report; one with a number that is not above the last one's changes nothing. */
  @Transactional
  void put(UUID organizationId, UUID deviceId, DevicePins told) {
    try (Connection connection = database.getConnection()) {
      if (!isNews(connection, organizationId, deviceId, told)) {
        return;
      }
      lockUsers(connection, organizationId, deviceId, told.userId());
      List<Pin> gone = change(connection, REMOVE, told, organizationId, deviceId);
      List<Pin> fresh = change(connection, ADD, told, organizationId, deviceId, told.userId());
      pin(connection, organizationId, fresh);
      unpin(connection, organizationId, gone);
      noteChanged(organizationId, gone, fresh);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static boolean isNews(
      Connection connection, UUID organizationId, UUID deviceId, DevicePins told)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NUMBER)) {
      statement.setObject(1, organizationId);
      statement.setObject(2, deviceId);
      statement.setObject(3, told.userId());
      statement.setLong(4, told.number());
      return statement.executeUpdate() > 0;
    }
  }

  private static void lockUsers(
      Connection connection, UUID organizationId, UUID deviceId, UUID userId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK_USERS)) {
      statement.setObject(1, userId);
      statement.setObject(2, organizationId);
      statement.setObject(3, deviceId);
      statement.executeQuery().close();
    }
  }

  private static List<Pin> change(Connection connection, String sql, DevicePins told, UUID... first)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = 1;
      for (UUID id : first) {
        statement.setObject(next++, id);
      }
      List<PinnedRecord> records = told.records();
      statement.setArray(
          next++,
          connection.createArrayOf("text", records.stream().map(PinnedRecord::entity).toArray()));
      statement.setArray(
          next,
          connection.createArrayOf("uuid", records.stream().map(PinnedRecord::recordId).toArray()));
      List<Pin> pins = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          pins.add(
              new Pin(
                  rows.getString(1), rows.getObject(2, UUID.class), rows.getObject(3, UUID.class)));
        }
      }
      return pins;
    }
  }

  private static void pin(Connection connection, UUID organizationId, List<Pin> pins)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PIN)) {
      statement.setObject(1, organizationId);
      bind(connection, statement, 2, pins);
      statement.executeUpdate();
    }
  }

  private static void unpin(Connection connection, UUID organizationId, List<Pin> pins)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UNPIN)) {
      bind(connection, statement, 1, pins);
      statement.setObject(4, organizationId);
      statement.executeUpdate();
    }
  }

  private static void bind(
      Connection connection, PreparedStatement statement, int first, List<Pin> pins)
      throws SQLException {
    statement.setArray(
        first, connection.createArrayOf("text", pins.stream().map(Pin::entity).toArray()));
    statement.setArray(
        first + 1, connection.createArrayOf("uuid", pins.stream().map(Pin::recordId).toArray()));
    statement.setArray(
        first + 2, connection.createArrayOf("uuid", pins.stream().map(Pin::userId).toArray()));
  }

  private void noteChanged(UUID organizationId, List<Pin> gone, List<Pin> fresh) {
    List<RecordKey> changed =
        Stream.concat(gone.stream(), fresh.stream())
            .map(pin -> new RecordKey(pin.entity(), pin.recordId()))
            .distinct()
            .toList();
    if (!changed.isEmpty()) {
      journal.changed(organizationId, changed);
      signals.afterCommit(organizationId);
    }
  }
}
