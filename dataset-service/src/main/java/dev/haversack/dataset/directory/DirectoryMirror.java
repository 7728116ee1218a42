package dev.haversack.dataset.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.FeedEntry;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.User;
import dev.haversack.dataset.configuration.DirectoryEntities;
import dev.haversack.dataset.directory.DirectoryRecords.Mirrored;
import dev.haversack.dataset.records.ChangeSignals;
import dev.haversack.dataset.records.ConfigurationGate;
import dev.haversack.dataset.records.DatabaseException;
import dev.haversack.dataset.records.RecordJournal;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.platform.feed.ConfigurationListener;
import dev.haversack.platform.feed.FeedPayloads;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps the records of users, teams and business units as the feed says. */
@ApplicationScoped
class DirectoryMirror implements ConfigurationListener {

  /** Records that look the same already keep their version: nobody has to download them again. */
  private static final String PUT =
      """
      INSERT INTO record (org_id, entity, record_id, version, owner_id, business_unit_id, attributes)
      VALUES (?, ?, ?, nextval('record_version'), NULL, ?, ?::jsonb)
      ON CONFLICT (org_id, entity, record_id) DO UPDATE
      SET version = excluded.version, business_unit_id = excluded.business_unit_id, attributes = excluded.attributes
      WHERE record.attributes <> excluded.attributes
      """;

  private static final String REMOVE =
      "DELETE FROM record WHERE org_id = ? AND entity = ? AND record_id = ?";

  private final DataSource database;
  private final ObjectMapper json;
  private final FeedPayloads payloads;
  private final RecordJournal journal;
  private final OwnerMoves moves;
  private final ConfigurationGate gate;
  private final ChangeSignals signals;

  DirectoryMirror(
      DataSource database,
      ObjectMapper json,
      FeedPayloads payloads,
      RecordJournal journal,
      OwnerMoves moves,
      ConfigurationGate gate,
      ChangeSignals signals) {
    this.database = database;
    this.json = json;
    this.payloads = payloads;
    this.journal = journal;
    this.moves = moves;
    this.gate = gate;
    this.signals = signals;
  }

  @Override
  public void changed(UUID organizationId, List<FeedEntry> entries) {
    Map<RecordKey, Mirrored> puts = new LinkedHashMap<>();
    Map<RecordKey, FeedEntry> removals = new LinkedHashMap<>();
    for (FeedEntry entry : entries) {
      DirectoryEntities.of(entry.kind())
          .ifPresent(entity -> {
            var key = new RecordKey(entity, UUID.fromString(entry.id()));
            Mirrored mirrored = read(entry);
            if (mirrored == null) {
              puts.remove(key);
              removals.put(key, entry);
            } else {
              removals.remove(key);
              puts.put(key, mirrored);
            }
          });
    }
    if (puts.isEmpty() && removals.isEmpty()) {
      return;
    }
    gate.close(organizationId);
    // Before the records are written: they still say where everybody was.
    Map<RecordKey, UUID> units = new LinkedHashMap<>();
    puts.forEach((key, mirrored) -> units.put(key, mirrored.businessUnitId()));
    moves.note(organizationId, units);
    write(organizationId, puts, removals);
    journal.changed(organizationId, puts.keySet());
    journal.changed(organizationId, removals.keySet());
    signals.afterCommit(organizationId);
  }

  private void write(
      UUID organizationId, Map<RecordKey, Mirrored> puts, Map<RecordKey, FeedEntry> removals) {
    try (Connection connection = database.getConnection();
        PreparedStatement put = connection.prepareStatement(PUT);
        PreparedStatement remove = connection.prepareStatement(REMOVE)) {
      for (Map.Entry<RecordKey, Mirrored> entry : puts.entrySet()) {
        setKey(put, organizationId, entry.getKey());
        put.setObject(4, entry.getValue().businessUnitId());
        put.setString(5, json.writeValueAsString(entry.getValue().attributes()));
        put.addBatch();
      }
      put.executeBatch();
      for (RecordKey key : removals.keySet()) {
        setKey(remove, organizationId, key);
        remove.addBatch();
      }
      remove.executeBatch();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Mirrored read(FeedEntry entry) {
    if (entry.payload() == null || entry.payload().isNull()) {
      return null;
    }
    return switch (entry.kind()) {
      case USER -> DirectoryRecords.of(payloads.read(entry.payload(), User.class));
      case TEAM -> DirectoryRecords.of(payloads.read(entry.payload(), Team.class));
      case BUSINESS_UNIT -> DirectoryRecords.of(payloads.read(entry.payload(), BusinessUnit.class));
      case ORGANIZATION, ENTITY, ROLE, POSITION, PUBLISHED_PROFILE, PROFILE_ASSIGNMENTS ->
          throw new IllegalArgumentException("No record mirrors " + entry.kind());
    };
  }

  private static void setKey(PreparedStatement statement, UUID organizationId, RecordKey key)
      throws SQLException {
    statement.setObject(1, organizationId);
    statement.setString(2, key.entity());
    statement.setObject(3, key.id());
  }
}
