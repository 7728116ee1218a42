package dev.haversack.dataset.insight;

import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.slices.SliceStore;
import dev.haversack.dataset.slices.SliceStore.EffectivePlan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** How far an organization's datasets are. */
final class CheckpointReader {

  private static final String POSITION =
      "SELECT position FROM organization_checkpoint WHERE org_id = ?";

  private CheckpointReader() {}

  /** The plan that they follow from; an empty one before the first. */
  static Plan<Long> plan(Connection connection, SliceStore slices, UUID organizationId)
      throws SQLException {
    return slices
        .plan(connection, organizationId)
        .map(EffectivePlan::plan)
        .orElse(new Plan<>(List.of()));
  }

  /** The last closed checkpoint; 0 before the first. */
  static long position(Connection connection, UUID organizationId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(POSITION)) {
      statement.setObject(1, organizationId);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }
}
