package dev.haversack.dataset.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Remembers scopes by the hash of their content. */
final class ScopeStore {

  /** To the day: syncs of the same day write nothing. */
  private static final String REMEMBER =
      """
      INSERT INTO scope (org_id, scope_hash, content, last_used_at) VALUES (?, ?, ?::jsonb, ?)
      ON CONFLICT (org_id, scope_hash) DO UPDATE SET last_used_at = excluded.last_used_at
        WHERE scope.last_used_at < excluded.last_used_at
      """;

  private static final String FIND =
      "SELECT content::text FROM scope WHERE org_id = ? AND scope_hash = ?";

  /** So many that the users of an instance fit in, and memory does not matter. */
  private static final int MOST_KNOWN = 10_000;

  /** Together some megabytes: those of devices that come often. */
  private static final int MOST_READ = 1_000;

  private static final int LONGEST_KEPT = 4_000;

  private final DataSource database;
  private final ObjectMapper json;
  private final Set<Known> known = ConcurrentHashMap.newKeySet();
  private final Map<Key, ScopeContent> read = new ConcurrentHashMap<>();

  /** A hash stands for one content only. */
  private record Key(UUID organizationId, String hash) {}

  /**
   * A scope that this instance has noted as used on a day: who does so again has to write nothing.
   */
  private record Known(UUID organizationId, String hash, Instant day) {}

  ScopeStore(DataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /** Keeps a scope for the deltas to come; answers its hash in hexadecimal digits. */
  String remember(UUID organizationId, ScopeContent scope, Instant now) throws SQLException {
    try {
      String content = json.writeValueAsString(scope);
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      Instant day = now.truncatedTo(ChronoUnit.DAYS);
      Known noted = new Known(organizationId, HexFormat.of().formatHex(hash), day);
      if (!known.contains(noted)) {
        write(organizationId, hash, content, day);
        if (known.size() >= MOST_KNOWN) {
          known.clear();
        }
        known.add(noted);
      }
      return noted.hash();
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(UUID organizationId, byte[] hash, String content, Instant day)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(REMEMBER)) {
      statement.setObject(1, organizationId);
      statement.setBytes(2, hash);
      statement.setString(3, content);
      statement.setObject(4, day.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  /** The scope of this hash, unless it was forgotten. */
  Optional<ScopeContent> find(Connection connection, UUID organizationId, String hash)
      throws SQLException {
    Key key = new Key(organizationId, hash);
    ScopeContent content = read.get(key);
    if (content != null) {
      return Optional.of(content);
    }
    String text = text(connection, organizationId, hash);
    if (text == null) {
      return Optional.empty();
    }
    try {
      content = json.readValue(text, ScopeContent.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    if (text.length() <= LONGEST_KEPT) {
      if (read.size() >= MOST_READ) {
        read.clear();
      }
      read.put(key, content);
    }
    return Optional.of(content);
  }

  private static @Nullable String text(Connection connection, UUID organizationId, String hash)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setObject(1, organizationId);
      statement.setBytes(2, HexFormat.of().parseHex(hash));
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }
}
