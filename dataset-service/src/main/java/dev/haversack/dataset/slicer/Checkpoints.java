package dev.haversack.dataset.slicer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** How far an organization is. */
final class Checkpoints {

  private static final String LOCK =
      "SELECT pg_try_advisory_xact_lock(hashtextextended('haversack.slicer/' || ?::uuid, 0))";
  private static final String LAST =
      "SELECT position, cleaned_at FROM organization_checkpoint WHERE org_id = ?";
  private static final String CONFIGURATION_REVISION =
      "SELECT revision, 0 FROM configuration_revision WHERE org_id = ?";
  private static final String CLOSE =
      """
      INSERT INTO organization_checkpoint (org_id, position, horizon, closed_at, cleaned_at)
      VALUES (?, ?, 0, ?, ?)
      ON CONFLICT (org_id) DO UPDATE SET position = excluded.position, closed_at = excluded.closed_at
      """;
  private static final String CLOSE_DAY =
      """
      INSERT INTO checkpoint_day (org_id, day, position) VALUES (?, ?, ?)
      ON CONFLICT (org_id, day) DO UPDATE SET position = excluded.position
      """;

  private Checkpoints() {}

  /**
   * The last closed checkpoint.
   *
   * @param position its position; 0 before the first
   * @param cleanedAt when what is not needed any more was last removed
   */
  record Last(long position, Instant cleanedAt) {}

  /** Makes this transaction the organization's only slicer, unless another one is. */
  static boolean tryLock(Connection connection, UUID organizationId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setObject(1, organizationId);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  static Last last(Connection connection, UUID organizationId, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LAST)) {
      statement.setObject(1, organizationId);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? new Last(rows.getLong(1), rows.getObject(2, OffsetDateTime.class).toInstant())
            : new Last(0, now);
      }
    }
  }

  /** The revision of the configuration that the transaction sees. */
  static long configurationRevision(Connection connection, UUID organizationId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CONFIGURATION_REVISION)) {
      statement.setObject(1, organizationId);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  /** Closes the next checkpoint. */
  static void close(Connection connection, UUID organizationId, long position, Instant now)
      throws SQLException {
    OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
    try (PreparedStatement statement = connection.prepareStatement(CLOSE)) {
      statement.setObject(1, organizationId);
      statement.setLong(2, position);
      statement.setObject(3, time);
      statement.setObject(4, time);
      statement.executeUpdate();
    }
    try (PreparedStatement statement = connection.prepareStatement(CLOSE_DAY)) {
      statement.setObject(1, organizationId);
      statement.setObject(2, LocalDate.ofInstant(now, ZoneOffset.UTC));
      statement.setLong(3, position);
      statement.executeUpdate();
    }
  }
}
