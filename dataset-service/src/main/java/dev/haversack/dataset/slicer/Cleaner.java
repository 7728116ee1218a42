package dev.haversack.dataset.slicer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Removes what only tokens need that have expired: absent rows, the log of changes, retired slices,
 * scopes. First the horizon rises; a token from before it is refused, so that removing can never
 * make a delta wrong.
 */
final class Cleaner {

  /** Often enough to stay small, seldom enough not to matter. */
  private static final Duration INTERVAL = Duration.ofHours(6);

  /** A day for the part of a day that a day's checkpoint stands for, one for clocks and streams. */
  private static final int SPARE_DAYS = 2;

  /** Where all has gone that can go, there is nothing to look at any more. */
  private static final String DUE =
      """
      SELECT o.org_id FROM organization_checkpoint o
      WHERE o.cleaned_at <= ? AND (
        EXISTS (SELECT FROM checkpoint_day d WHERE d.org_id = o.org_id)
        OR EXISTS (SELECT FROM scope s WHERE s.org_id = o.org_id))
      """;

  private static final String RAISE_HORIZON =
      """
      UPDATE organization_checkpoint o SET cleaned_at = ?, horizon = greatest(o.horizon, coalesce(
        (SELECT max(position) FROM checkpoint_day WHERE org_id = ? AND day < ?), 0))
      WHERE o.org_id = ?
      """;
  private static final String SCOPES =
      "DELETE FROM scope WHERE org_id = ? AND last_used_at < ?::date AT TIME ZONE 'UTC'";
  private static final String DAYS = "DELETE FROM checkpoint_day WHERE org_id = ? AND day < ?";

  private static final String HORIZON =
      "(SELECT horizon FROM organization_checkpoint WHERE org_id = ?)";
  private static final String RETIRED =
      "(SELECT slice_id FROM slice WHERE org_id = ? AND state = 'retired' AND retired_at <= "
          + HORIZON
          + ")";
  private static final List<String> BY_HORIZON =
      List.of(
          "DELETE FROM slice_row WHERE org_id = ? AND NOT present AND position <= " + HORIZON,
          "DELETE FROM slice_change WHERE org_id = ? AND slice_id = ANY (ARRAY("
              + "SELECT slice_id FROM slice WHERE org_id = ?)) AND position <= "
              + HORIZON,
          "DELETE FROM slice_row WHERE org_id = ? AND slice_id IN " + RETIRED,
          "DELETE FROM slice_key WHERE org_id = ? AND slice_id IN " + RETIRED,
          "DELETE FROM slice WHERE org_id = ? AND slice_id IN " + RETIRED);

  private Cleaner() {}

  static boolean isDue(Checkpoints.Last last, Instant now) {
    return !now.isBefore(last.cleanedAt().plus(INTERVAL));
  }

  /** The organizations where it is time, whether anything happens there or not. */
  static List<UUID> due(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DUE)) {
      statement.setObject(1, now.minus(INTERVAL).atOffset(ZoneOffset.UTC));
      List<UUID> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getObject(1, UUID.class));
        }
      }
      return found;
    }
  }

  static void clean(Connection connection, UUID organizationId, int maximumAgeDays, Instant now)
      throws SQLException {
    LocalDate oldest =
        LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(maximumAgeDays + SPARE_DAYS);
    execute(
        connection,
        RAISE_HORIZON,
        now.atOffset(ZoneOffset.UTC),
        organizationId,
        oldest,
        organizationId);
    for (String sql : BY_HORIZON) {
      Object[] everywhere = new Object[(int) sql.chars().filter(c -> c == '?').count()];
      Arrays.fill(everywhere, organizationId);
      execute(connection, sql, everywhere);
    }
    execute(connection, SCOPES, organizationId, oldest);
    execute(connection, DAYS, organizationId, oldest);
  }

  private static void execute(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }
}
