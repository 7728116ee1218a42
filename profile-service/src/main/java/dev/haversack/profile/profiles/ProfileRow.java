package dev.haversack.profile.profiles;

import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.profile.storage.Key;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A profile: its draft, its latest published version, and who has it. */
@Entity
@Table(name = "profile")
@IdClass(Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ProfileRow extends PanacheEntityBase {

  private static final String PAGE =
      """
      orgId = ?1 and id > ?2
      order by id
      """;
  private static final String OF_USER =
      """
      orgId = ?1 and publishedVersion is not null and array_contains(userIds, ?2)
      """;
  private static final String OF_TEAM =
      """
      orgId = ?1 and publishedVersion is not null and array_contains(teamIds, ?2)
      """;

  @Id
  @Column(name = "org_id")
  UUID orgId;

  @Id UUID id;

  String name;

  @Nullable String description;

  @JdbcTypeCode(SqlTypes.JSON)
  List<ProfileItem> items;

  long version;

  @Column(name = "published_version")
  @Nullable Integer publishedVersion;

  @Column(name = "user_ids")
  @JdbcTypeCode(SqlTypes.ARRAY)
  List<UUID> userIds;

  @Column(name = "team_ids")
  @JdbcTypeCode(SqlTypes.ARRAY)
  List<UUID> teamIds;

  @Column(name = "assignments_version")
  long assignmentsVersion;

  static @Nullable ProfileRow of(UUID orgId, UUID id) {
    return ProfileRow.findById(new Key(orgId, id));
  }

  static List<ProfileRow> all(UUID orgId) {
    return list("orgId = ?1 order by id", orgId);
  }

  /** The profiles after an id; one more than the limit, where there is one. */
  static List<ProfileRow> page(UUID orgId, UUID after, int limit) {
    return ProfileRow.<ProfileRow>find(PAGE, orgId, after).range(0, limit).list();
  }

  static @Nullable ProfileRow named(UUID orgId, String name) {
    return find("orgId = ?1 and name = ?2", orgId, name).firstResult();
  }

  static List<ProfileRow> publishedToUser(UUID orgId, UUID userId) {
    return list(OF_USER, orgId, userId);
  }

  static List<ProfileRow> publishedToTeam(UUID orgId, UUID teamId) {
    return list(OF_TEAM, orgId, teamId);
  }

  Profile toContract() {
    return new Profile(id, name, description, items, publishedVersion);
  }

  ProfileAssignments assignments() {
    return new ProfileAssignments(userIds, teamIds);
  }
}
