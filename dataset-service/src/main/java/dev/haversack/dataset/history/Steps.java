package dev.haversack.dataset.history;

import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.RecordStep;
import dev.haversack.dataset.records.DatabaseException;
import dev.haversack.dataset.records.RecordJson;
import dev.haversack.dataset.records.RecordKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reading the history of records. */
@ApplicationScoped
class Steps {

  private static final String COLUMNS =
      """
      SELECT version, previous_version, operation, before::text, changed_by, changed_at, action_id
      FROM record_history
      WHERE org_id = ? AND entity = ? AND record_id = ?
      """;
  private static final String PAGE = COLUMNS + " AND version < ? ORDER BY version DESC LIMIT ?";
  private static final String ONE = COLUMNS + " AND version = ?";

  private final DataSource database;
  private final RecordJson json;

  Steps(DataSource database, RecordJson json) {
    this.database = database;
    this.json = json;
  }

  /** The newest steps before a version. */
  List<RecordStep> page(UUID organizationId, RecordKey key, long before, int limit) {
    return list(PAGE, organizationId, key, before, limit);
  }

  /** The step that made a version. */
  Optional<RecordStep> find(UUID organizationId, RecordKey key, long version) {
    return list(ONE, organizationId, key, version).stream().findFirst();
  }

  private List<RecordStep> list(String sql, UUID organizationId, RecordKey key, Object... more) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, organizationId);
      statement.setString(2, key.entity());
      statement.setObject(3, key.id());
      for (int i = 0; i < more.length; i++) {
        statement.setObject(4 + i, more[i]);
      }
      List<RecordStep> steps = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          steps.add(step(rows));
        }
      }
      return steps;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private RecordStep step(ResultSet row) throws SQLException {
    return new RecordStep(
        row.getLong(1),
        row.getLong(2),
        row.getString(3).equals("delete") ? Operation.DELETE : Operation.UPDATE,
        json.object(row.getString(4)),
        row.getObject(5, UUID.class),
        row.getObject(6, OffsetDateTime.class).toInstant(),
        row.getObject(7, UUID.class));
  }
}
