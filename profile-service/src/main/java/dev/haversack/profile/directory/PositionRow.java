package dev.haversack.profile.directory;

import dev.haversack.contract.model.Position;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A node of the tree of positions. */
@Entity
@Table(name = "\"position\"")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class PositionRow extends DirectoryRow<Position> {

  String name;

  @Column(name = "parent_id")
  @Nullable UUID parentId;

  /** The positions that have one above them. */
  static List<PositionRow> below(UUID orgId) {
    return list("orgId = ?1 and parentId is not null", orgId);
  }

  static long countBelow(UUID orgId, UUID parentId) {
    return count("orgId = ?1 and parentId = ?2", orgId, parentId);
  }

  @Override
  Position toContract() {
    return new Position(id, name, parentId);
  }

  @Override
  void take(Position position) {
    name = position.name();
    parentId = position.parentId();
  }
}
