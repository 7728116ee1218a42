package dev.haversack.dataset.security;

import dev.haversack.dataset.filter.SqlFragment;
import dev.haversack.dataset.filter.SqlFragment.ArrayParameter;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The condition that a user reaches a row {@code r} of the table {@code record}. */
public final class ReachSql {

  private static final String OWNED = "r.owner_id = ANY (?) OR r.business_unit_id = ANY (?)";

  private static final String SHARED_WITH =
      "SELECT %s FROM record_share h WHERE h.org_id = r.org_id AND h.entity = r.entity"
          + " AND h.record_id = r.record_id AND h.principal_id = ANY (?) AND h.rights & ? <> 0";

  private static final String SHARED_RECORDS =
      "SELECT h.record_id FROM record_share h"
          + " WHERE h.org_id = ? AND h.entity = ? AND h.principal_id = ANY (?) AND h.rights & ? <> 0";

  private ReachSql() {}

  /** For rows that are found in another way: each is looked at by itself. */
  public static SqlFragment judging(Reach reach) {
    return of(
        reach,
        "EXISTS (" + SHARED_WITH.formatted("") + ")",
        List.of(ids(reach.principalIds()), reach.right()));
  }

  /** For finding rows: every part of it can use an index. */
  public static SqlFragment finding(Reach reach, UUID organizationId, String entity) {
    return of(
        reach,
        "r.record_id = ANY (ARRAY(" + SHARED_RECORDS + "))",
        List.of(organizationId, entity, ids(reach.principalIds()), reach.right()));
  }

  private static SqlFragment of(Reach reach, String shared, List<Object> ofShared) {
    if (reach.everything()) {
      return new SqlFragment("TRUE", List.of());
    }
    List<Object> owned = List.of(ids(reach.ownerIds()), ids(reach.businessUnitIds()));
    if (reach.principalIds().isEmpty()) {
      return new SqlFragment("(" + OWNED + ")", owned);
    }
    return new SqlFragment(
        "(" + OWNED + " OR " + shared + ")",
        java.util.stream.Stream.concat(owned.stream(), ofShared.stream()).toList());
  }

  private static ArrayParameter ids(Set<UUID> ids) {
    return new ArrayParameter("uuid", List.copyOf(ids));
  }
}
