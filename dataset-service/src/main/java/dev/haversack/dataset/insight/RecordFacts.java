package dev.haversack.dataset.insight;

import dev.haversack.contract.model.ReachingShare;
import dev.haversack.contract.model.ReadAccess;
import dev.haversack.contract.model.Team;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.configuration.Principals;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.security.PrivilegeKind;
import dev.haversack.dataset.security.Reach;
import dev.haversack.dataset.security.Reaches;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What decides about the right to read a record.
 *
 * @param exists whether there is such a record
 * @param ownerId who owns it; null for nobody
 * @param businessUnitId the business unit that it belongs to; null for none
 * @param shares with whom it is shared, and with which rights
 * @param follows whether the user follows it
 * @param pinned whether actions of the user on it are not settled
 * @param waiting whether a change of it waits for the next checkpoint
 */
record RecordFacts(
    boolean exists,
    @Nullable UUID ownerId,
    @Nullable UUID businessUnitId,
    Map<UUID, Given> shares,
    boolean follows,
    boolean pinned,
    boolean waiting) {

  private static final String READ =
      """
      SELECT r.record_id IS NOT NULL, r.owner_id, r.business_unit_id,
             EXISTS (SELECT FROM record_follow f WHERE f.org_id = k.org_id AND f.entity = k.entity
                     AND f.record_id = k.record_id AND f.user_id = k.user_id),
             EXISTS (SELECT FROM record_pin p WHERE p.org_id = k.org_id AND p.entity = k.entity
                     AND p.record_id = k.record_id AND p.user_id = k.user_id),
             EXISTS (SELECT FROM record_change c WHERE c.org_id = k.org_id AND c.entity = k.entity
                     AND c.record_id = k.record_id)
      FROM (SELECT ?::uuid AS org_id, ?::text AS entity, ?::uuid AS record_id, ?::uuid AS user_id) k
      LEFT JOIN record r USING (org_id, entity, record_id)
      """;
  private static final String SHARES =
      "SELECT principal_id, rights, own_rights FROM record_share WHERE org_id = ? AND entity = ? AND record_id = ?";

  static RecordFacts read(Connection connection, UUID organizationId, RecordKey key, UUID userId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setObject(1, organizationId);
      statement.setString(2, key.entity());
      statement.setObject(3, key.id());
      statement.setObject(4, userId);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new RecordFacts(
            row.getBoolean(1),
            row.getObject(2, UUID.class),
            row.getObject(3, UUID.class),
            shares(connection, organizationId, key),
            row.getBoolean(4),
            row.getBoolean(5),
            row.getBoolean(6));
      }
    }
  }

  /**
   * A share as bits.
   *
   * @param rights inherited ones included
   * @param own those that the record itself is shared with
   */
  record Given(int rights, int own) {}

  private static Map<UUID, Given> shares(Connection connection, UUID organizationId, RecordKey key)
      throws SQLException {
    Map<UUID, Given> shares = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(SHARES)) {
      statement.setObject(1, organizationId);
      statement.setString(2, key.entity());
      statement.setObject(3, key.id());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          shares.put(rows.getObject(1, UUID.class), new Given(rows.getInt(2), rows.getInt(3)));
        }
      }
    }
    return shares;
  }

  /** Why a user may read it: the order of section 7.3 of the facts, the plainest reason first. */
  ReadAccess access(OrganizationModel organization, UUID userId, String entity) {
    Reach reach = Reaches.of(organization, userId, entity, PrivilegeKind.READ);
    if (!exists || !(reach.allows(ownerId, businessUnitId) || !reaching(reach).isEmpty())) {
      return ReadAccess.NONE;
    }
    if (reach.everything()) {
      return ReadAccess.ORGANIZATION;
    }
    Set<UUID> teams = new HashSet<>();
    organization.directory().teamsOf(userId).stream().map(Team::id).forEach(teams::add);
    boolean reachedByOwner = ownerId != null && reach.ownerIds().contains(ownerId);
    if (reachedByOwner && userId.equals(ownerId)) {
      return ReadAccess.OWNER;
    }
    if (reachedByOwner && teams.contains(ownerId)) {
      return ReadAccess.TEAM;
    }
    if (businessUnitId != null && reach.businessUnitIds().contains(businessUnitId)) {
      return ReadAccess.BUSINESS_UNIT;
    }
    teams.add(userId);
    teams.add(organization.organizationId());
    return reaching(reach).keySet().stream().anyMatch(teams::contains)
        ? ReadAccess.SHARED
        : ReadAccess.HIERARCHY;
  }

  /** The shares by which a user may read it, by principal. */
  List<ReachingShare> sharesReaching(OrganizationModel organization, UUID userId, String entity) {
    Reach reach = Reaches.of(organization, userId, entity, PrivilegeKind.READ);
    return reaching(reach).entrySet().stream()
        .map(share ->
            new ReachingShare(
                share.getKey(),
                Principals.typeOf(organization, share.getKey()),
                (share.getValue().own() & reach.right()) == 0))
        .sorted(Comparator.comparing(share -> share.principalId().toString()))
        .toList();
  }

  private Map<UUID, Given> reaching(Reach reach) {
    return shares.entrySet().stream()
        .filter(share -> reach.principalIds().contains(share.getKey()))
        .filter(share -> (share.getValue().rights() & reach.right()) != 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
