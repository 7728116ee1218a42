package dev.haversack.profile.feed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.FeedEntry;
import dev.haversack.contract.model.FeedKind;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The latest state of one configured thing. */
@Entity
@Table(name = "feed_entry")
@IdClass(FeedKey.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class FeedRow extends PanacheEntityBase {

  private static final String AFTER =
      """
      orgId = ?1 and revision > ?2
      order by revision
      """;

  @Id
  @Column(name = "org_id")
  UUID orgId;

  @Id
  @Enumerated(EnumType.STRING)
  FeedKind kind;

  @Id String id;

  long revision;

  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable JsonNode payload;

  /** The entries after a revision, in order. */
  static List<FeedRow> after(UUID orgId, long revision, int limit) {
    return FeedRow.<FeedRow>find(AFTER, orgId, revision).range(0, limit - 1).list();
  }

  /** The revision of what changed last of these kinds, also of what is gone; 0 for nothing. */
  static long latest(UUID orgId, Set<FeedKind> kinds) {
    return FeedRow.<FeedRow>find("orgId = ?1 and kind in ?2 order by revision desc", orgId, kinds)
        .page(0, 1)
        .firstResultOptional()
        .map(row -> row.revision)
        .orElse(0L);
  }

  FeedEntry toContract() {
    return new FeedEntry(revision, kind, id, payload);
  }
}
