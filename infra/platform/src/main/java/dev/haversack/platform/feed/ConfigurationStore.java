package dev.haversack.platform.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.haversack.contract.model.FeedEntry;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.FeedPage;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** This service's copy of the configuration. */
@ApplicationScoped
public class ConfigurationStore {

  private static final String FIND =
      "SELECT payload::text FROM configuration WHERE org_id = ? AND kind = ? AND id = ? AND payload IS NOT NULL";
  private static final String LIST =
      "SELECT payload::text FROM configuration WHERE org_id = ? AND kind = ? AND payload IS NOT NULL ORDER BY id";
  private static final String OF_KINDS =
      "SELECT kind, max(revision) FROM configuration WHERE org_id = ? GROUP BY kind";
  private static final String REVISION =
      "SELECT revision FROM configuration_revision WHERE org_id = ?";
  private static final String LOCK =
      """
      INSERT INTO configuration_revision (org_id, revision) VALUES (?, 0)
      ON CONFLICT (org_id) DO UPDATE SET revision = configuration_revision.revision
      RETURNING revision
      """;
  private static final String STORE =
      """
      INSERT INTO configuration (org_id, kind, id, revision, payload) VALUES (?, ?, ?, ?, ?::jsonb)
      ON CONFLICT (org_id, kind, id) DO UPDATE SET revision = excluded.revision, payload = excluded.payload
      """;
  private static final String REACHED =
      "UPDATE configuration_revision SET revision = ? WHERE org_id = ?";

  private final DataSource database;
  private final FeedPayloads payloads;
  private final List<ConfigurationListener> listeners;

  ConfigurationStore(
      DataSource database, FeedPayloads payloads, @All List<ConfigurationListener> listeners) {
    this.database = database;
    this.payloads = payloads;
    this.listeners = listeners;
  }

  /** One thing that is configured, if there is such. */
  @Transactional
  public <T> Optional<T> find(UUID organizationId, FeedKind kind, String id, Class<T> type) {
    return query(FIND, type, organizationId, wireName(kind), id).stream().findFirst();
  }

  /** All things of a kind, in the order of their ids. */
  @Transactional
  public <T> List<T> list(UUID organizationId, FeedKind kind, Class<T> type) {
    return query(LIST, type, organizationId, wireName(kind));
  }

  /**
   * The revision of the last change of each kind, 0 where there was none: as long as it is the
   * same, so is all of the kind.
   */
  @Transactional
  public Map<FeedKind, Long> revisions(UUID organizationId) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(OF_KINDS)) {
      statement.setObject(1, organizationId);
      Map<String, Long> found = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), rows.getLong(2));
        }
      }
      return Arrays.stream(FeedKind.values())
          .collect(Collectors.toMap(kind -> kind, kind -> found.getOrDefault(wireName(kind), 0L)));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The revision that this service has reached; 0 when it knows nothing of the organization. Asked
   * with many requests, so it begins no transaction of its own.
   */
  @Transactional(TxType.SUPPORTS)
  public long revision(UUID organizationId) {
    try (Connection connection = database.getConnection()) {
      return number(connection, REVISION, organizationId);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Tells the listeners what is new in a page of the feed, and stores it; a page that is known
   * already changes nothing.
   */
  @Transactional
  public void apply(UUID organizationId, FeedPage page) {
    try (Connection connection = database.getConnection()) {
      long reached = number(connection, LOCK, organizationId);
      List<FeedEntry> fresh =
          page.entries().stream().filter(entry -> entry.revision() > reached).toList();
      if (fresh.isEmpty()) {
        return;
      }
      listeners.forEach(listener -> listener.changed(organizationId, fresh));
      store(connection, organizationId, fresh);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void store(Connection connection, UUID organizationId, List<FeedEntry> entries)
      throws SQLException {
    try (PreparedStatement store = connection.prepareStatement(STORE);
        PreparedStatement reached = connection.prepareStatement(REACHED)) {
      for (FeedEntry entry : entries) {
        store.setObject(1, organizationId);
        store.setString(2, wireName(entry.kind()));
        store.setString(3, entry.id());
        store.setLong(4, entry.revision());
        store.setString(5, isDeleted(entry) ? null : String.valueOf(entry.payload()));
        store.addBatch();
      }
      store.executeBatch();
      reached.setLong(1, entries.getLast().revision());
      reached.setObject(2, organizationId);
      reached.executeUpdate();
    }
  }

  private static boolean isDeleted(FeedEntry entry) {
    return entry.payload() == null || entry.payload().isNull();
  }

  private <T> List<T> query(String sql, Class<T> type, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(payloads.read(rows.getString(1), type));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(Connection connection, String sql, UUID organizationId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, organizationId);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  private static String wireName(FeedKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
