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
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

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

  private final DataSource database;
  private final ObjectMapper json;

  ScopeStore(DataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /** Keeps a scope for the deltas to come; answers its hash in hexadecimal digits. */
  String remember(UUID organizationId, ScopeContent scope, Instant now) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(REMEMBER)) {
      String content = json.writeValueAsString(scope);
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      statement.setObject(1, organizationId);
      statement.setBytes(2, hash);
      statement.setString(3, content);
      statement.setObject(4, now.truncatedTo(ChronoUnit.DAYS).atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
      return HexFormat.of().formatHex(hash);
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The scope of this hash, unless it was forgotten. */
  Optional<ScopeContent> find(Connection connection, UUID organizationId, String hash)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setObject(1, organizationId);
      statement.setBytes(2, HexFormat.of().parseHex(hash));
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(json.readValue(rows.getString(1), ScopeContent.class))
            : Optional.empty();
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
