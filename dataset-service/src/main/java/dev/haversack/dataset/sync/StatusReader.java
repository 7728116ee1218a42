package dev.haversack.dataset.sync;

import dev.haversack.contract.model.DatasetStatus;
import dev.haversack.contract.model.FailedItem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads how far an organization's datasets are. */
@ApplicationScoped
class StatusReader {

  /** Counting a long queue costs more than the number is worth. */
  private static final String STATUS =
      """
      SELECT coalesce((SELECT revision FROM configuration_revision WHERE org_id = o.id), 0),
             coalesce((SELECT revision FROM effective_plan WHERE org_id = o.id), 0),
             coalesce((SELECT position FROM organization_checkpoint WHERE org_id = o.id), 0),
             (SELECT count(*) FROM (
                (SELECT FROM record_change WHERE org_id = o.id LIMIT 100000)
                UNION ALL
                (SELECT FROM configuration_change WHERE org_id = o.id LIMIT 100000)
                LIMIT 100000) waiting)
      FROM (SELECT ?::uuid AS id) o
      """;

  private static final String FAILED =
      """
      SELECT s.entity,
             ARRAY(SELECT DISTINCT (p ->> 'profileId')::uuid
                   FROM effective_plan e
                   CROSS JOIN jsonb_array_elements(e.plan -> 'profiles') p
                   CROSS JOIN jsonb_array_elements(p -> 'items') i
                   CROSS JOIN jsonb_array_elements(i -> 'parts') t
                   WHERE e.org_id = s.org_id AND (t ->> 'slice')::bigint = s.slice_id),
             s.failed_at, s.failed_tries, s.next_try_at, s.failure
      FROM slice s
      WHERE s.org_id = ? AND s.state = 'active' AND s.next_try_at IS NOT NULL
      ORDER BY s.failed_at, s.slice_id LIMIT 100
      """;

  private final DataSource database;

  StatusReader(DataSource database) {
    this.database = database;
  }

  /**
   * The status.
   *
   * @param withFailures whether to name what is set aside
   */
  DatasetStatus read(UUID organizationId, boolean withFailures) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(STATUS)) {
      statement.setObject(1, organizationId);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new DatasetStatus(
            row.getLong(1),
            row.getLong(2),
            row.getLong(3),
            row.getLong(4),
            withFailures ? failures(connection, organizationId) : null);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<FailedItem> failures(Connection connection, UUID organizationId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FAILED)) {
      statement.setObject(1, organizationId);
      List<FailedItem> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new FailedItem(
                  rows.getString(1),
                  List.of((UUID[]) rows.getArray(2).getArray()),
                  rows.getObject(3, OffsetDateTime.class).toInstant(),
                  rows.getInt(4),
                  rows.getObject(5, OffsetDateTime.class).toInstant(),
                  rows.getString(6)));
        }
      }
      return found;
    }
  }
}
