package dev.haversack.dataset.sync;

import dev.haversack.dataset.database.Question;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an organization is, as a transaction sees it.
 *
 * @param position its checkpoint; 0 before the first
 * @param horizon how far back a delta may begin
 * @param plan what is different for each plan that its datasets follow; null while there is none
 * @param revision of its configuration; 0 before any has arrived
 */
record OrganizationState(long position, long horizon, @Nullable String plan, long revision) {

  /** The transaction that stored a plan tells it from those before and after. */
  private static final String FIND =
      """
      SELECT c.position, c.horizon, p.revision || ' ' || p.xmin, r.revision
      FROM (SELECT ?::uuid AS org_id) o
      LEFT JOIN organization_checkpoint c ON c.org_id = o.org_id
      LEFT JOIN effective_plan p ON p.org_id = o.org_id
      LEFT JOIN configuration_revision r ON r.org_id = o.org_id
      """;

  static Question<OrganizationState> of(UUID organizationId) {
    return new Question<>(
        List.of(),
        FIND,
        (statement, first) -> {
          statement.setObject(first, organizationId);
          return first + 1;
        },
        OrganizationState::read);
  }

  private static OrganizationState read(ResultSet row) throws SQLException {
    return new OrganizationState(row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4));
  }
}
