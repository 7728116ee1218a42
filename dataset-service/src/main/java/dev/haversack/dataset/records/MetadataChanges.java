package dev.haversack.dataset.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.FeedEntry;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.platform.feed.ConfigurationListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What leaves the metadata leaves the records: nobody chose its values any more, so they must
 * neither be sent to devices nor come back under an attribute or entity of the same name.
 */
@ApplicationScoped
class MetadataChanges implements ConfigurationListener {

  private static final String WITHOUT_REMOVED =
      """
      UPDATE record r
      SET attributes = r.attributes - ARRAY(
        SELECT name FROM jsonb_object_keys(r.attributes) AS name WHERE name <> ALL (?))
      WHERE org_id = ? AND entity = ?
        AND EXISTS (SELECT FROM jsonb_object_keys(r.attributes) AS name WHERE name <> ALL (?))
      """;
  private static final String DELETE_ALL =
      """
      WITH gone AS (DELETE FROM record WHERE org_id = ? AND entity = ? RETURNING org_id, entity, record_id)
      INSERT INTO record_change (org_id, entity, record_id) SELECT org_id, entity, record_id FROM gone
      """;

  private final DataSource database;
  private final ObjectMapper json;

  MetadataChanges(DataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  @Override
  public void changed(UUID organizationId, List<FeedEntry> entries) {
    try (Connection connection = database.getConnection()) {
      for (FeedEntry entry : entries) {
        if (entry.kind() == FeedKind.ENTITY) {
          JsonNode payload = entry.payload();
          if (payload == null || payload.isNull()) {
            deleteAll(connection, organizationId, entry.id());
          } else {
            keepOnly(connection, organizationId, json.treeToValue(payload, EntityMetadata.class));
          }
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directory's own records are made anew from the directory, never by hand. */
  private static void keepOnly(Connection connection, UUID organizationId, EntityMetadata entity)
      throws SQLException {
    if (entity.directory()) {
      return;
    }
    Object[] names = entity.attributes().stream().map(Attribute::logicalName).toArray();
    try (PreparedStatement statement = connection.prepareStatement(WITHOUT_REMOVED)) {
      statement.setArray(1, connection.createArrayOf("text", names));
      statement.setObject(2, organizationId);
      statement.setString(3, entity.logicalName());
      statement.setArray(4, connection.createArrayOf("text", names));
      statement.executeUpdate();
    }
  }

  private static void deleteAll(Connection connection, UUID organizationId, String entity)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DELETE_ALL)) {
      statement.setObject(1, organizationId);
      statement.setString(2, entity);
      statement.executeUpdate();
    }
  }
}
