package dev.haversack.dataset.slicer;

import dev.haversack.dataset.database.Question;
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

  private static final String BEGIN =
      """
      SELECT pg_try_advisory_xact_lock(hashtextextended('haversack.slicer/' || o.org_id, 0)),
             coalesce(r.revision, 0),
             EXISTS (SELECT FROM configuration_change c WHERE c.org_id = o.org_id),
             EXISTS (SELECT FROM related_step s WHERE s.org_id = o.org_id),
             p.position, p.cleaned_at, p.compacted_to, p.condensed_to,
             (SELECT max(d.position) FROM checkpoint_day d WHERE d.org_id = o.org_id AND d.day < o.today - 1)
      FROM (SELECT ?::uuid AS org_id, ?::date AS today) o
      LEFT JOIN configuration_revision r ON r.org_id = o.org_id
      LEFT JOIN organization_checkpoint p ON p.org_id = o.org_id
      """;
  private static final String POSITION =
      "SELECT position FROM organization_checkpoint WHERE org_id = ?";
  private static final String CLOSE =
      """
      WITH of_day AS (
        INSERT INTO checkpoint_day (org_id, day, position) VALUES (?, ?, ?)
        ON CONFLICT (org_id, day) DO UPDATE SET position = excluded.position
      )
      INSERT INTO organization_checkpoint
        (org_id, position, horizon, closed_at, cleaned_at, compacted_to, condensed_to)
      VALUES (?, ?, 0, ?, ?, 0, 0)
      ON CONFLICT (org_id) DO UPDATE SET position = excluded.position, closed_at = excluded.closed_at
      """;

  private Checkpoints() {}

  /**
   * The last closed checkpoint.
   *
   * @param position its position; 0 before the first
   * @param cleanedAt when what is not needed any more was last removed
   * @param compactedTo up to where some hundreds of checkpoints of the log of changes are put
   *     together
   * @param condensedTo up to where its days are
   * @param dayEnd the last position of the day before yesterday, or earlier; 0 without one
   */
  record Last(long position, Instant cleanedAt, long compactedTo, long condensedTo, long dayEnd) {

    /** The same, one checkpoint on. */
    Last at(long next) {
      return new Last(next, cleanedAt, compactedTo, condensedTo, dayEnd);
    }
  }

  /**
   * How a batch finds the organization.
   *
   * @param now when it began
   * @param locked whether this transaction is its only slicer now; else another one is
   * @param revision the revision of the configuration that the transaction sees
   * @param configured whether the configuration changed since the last checkpoint
   * @param related whether records come with others
   * @param last the last closed checkpoint
   */
  record Beginning(
      Instant now, boolean locked, long revision, boolean configured, boolean related, Last last) {}

  /**
   * Makes a transaction the organization's only slicer, unless another one is.
   *
   * @param kind what its statements are planned for
   */
  static Question<Beginning> beginning(UUID organizationId, Instant now, Planning.Kind kind) {
    return new Question<>(
        kind.settings(),
        BEGIN,
        (statement, first) -> {
          statement.setObject(first, organizationId);
          statement.setObject(first + 1, LocalDate.ofInstant(now, ZoneOffset.UTC));
          return first + 2;
        },
        row -> {
          OffsetDateTime cleanedAt = row.getObject(6, OffsetDateTime.class);
          return new Beginning(
              now,
              row.getBoolean(1),
              row.getLong(2),
              row.getBoolean(3),
              row.getBoolean(4),
              new Last(
                  row.getLong(5),
                  cleanedAt == null ? now : cleanedAt.toInstant(),
                  row.getLong(7),
                  row.getLong(8),
                  row.getLong(9)));
        });
  }

  /** The last closed checkpoint's position; 0 before the first. */
  static long position(Connection connection, UUID organizationId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(POSITION)) {
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
      statement.setObject(2, LocalDate.ofInstant(now, ZoneOffset.UTC));
      statement.setLong(3, position);
      statement.setObject(4, organizationId);
      statement.setLong(5, position);
      statement.setObject(6, time);
      statement.setObject(7, time);
      statement.executeUpdate();
    }
  }
}
