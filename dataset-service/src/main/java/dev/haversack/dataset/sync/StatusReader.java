package dev.haversack.dataset.sync;

import dev.haversack.contract.model.DatasetStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  private final DataSource database;

  StatusReader(DataSource database) {
    this.database = database;
  }

  DatasetStatus read(UUID organizationId) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(STATUS)) {
      statement.setObject(1, organizationId);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new DatasetStatus(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
