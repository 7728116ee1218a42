package dev.haversack.dataset.slicer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The records of a large batch, fetched once for all slices instead of once for each: a temporary
 * table that ends with the transaction.
 */
final class GatheredRecords {

  /** Its name; it has the columns of {@code record}. */
  static final String TABLE = "gathered_record";

  private static final String CREATE =
      "CREATE TEMPORARY TABLE " + TABLE + " (LIKE record) ON COMMIT DROP";
  private static final String FILL =
      "INSERT INTO "
          + TABLE
          + " SELECT * FROM record WHERE org_id = ? AND entity = ? AND record_id = ANY (?)";

  private final Connection connection;
  private final UUID organizationId;
  private final Set<String> entities = new HashSet<>();

  GatheredRecords(Connection connection, UUID organizationId) {
    this.connection = connection;
    this.organizationId = organizationId;
  }

  /**
   * Fetches records of entities of which many changed.
   *
   * @param wanted the entities that it is worth it for
   */
  void gather(Map<String, Set<UUID>> changed, Set<String> wanted) throws SQLException {
    for (var ofEntity : changed.entrySet()) {
      if (wanted.contains(ofEntity.getKey())
          && Planning.Kind.of(ofEntity.getValue().size()) == Planning.Kind.MANY) {
        gather(ofEntity.getKey(), ofEntity.getValue());
      }
    }
  }

  /** Whether the records of an entity are there. */
  boolean has(String entity) {
    return entities.contains(entity);
  }

  private void gather(String entity, Collection<UUID> ids) throws SQLException {
    if (entities.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(CREATE);
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(FILL)) {
      statement.setObject(1, organizationId);
      statement.setString(2, entity);
      statement.setArray(3, connection.createArrayOf("uuid", ids.toArray()));
      statement.executeUpdate();
    }
    entities.add(entity);
  }
}
