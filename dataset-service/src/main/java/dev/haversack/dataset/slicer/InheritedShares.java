package dev.haversack.dataset.slicer;

import dev.haversack.dataset.configuration.Relation;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.sharing.Inheritance;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps what records inherit of shares up with records and configuration, at the end of a batch:
 * others wait for the shares that it writes. What that changes in slices is for the next batch.
 */
final class InheritedShares {

  private final Connection connection;
  private final UUID organizationId;
  private final Edges edges;
  private final Planning planning;

  /** Over edges that are up already. */
  InheritedShares(Connection connection, UUID organizationId, Edges edges, Planning planning) {
    this.connection = connection;
    this.organizationId = organizationId;
    this.edges = edges;
    this.planning = planning;
  }

  /**
   * Lets records inherit along these relations, and no others.
   *
   * @return whether records were queued
   */
  boolean inheritAlong(Set<Relation> cascades) throws SQLException {
    return edges.cascade(cascades) && Inheritance.maintainAll(connection, organizationId);
  }

  /**
   * Brings records that were written, and those below them, up.
   *
   * @param written their ids by entity
   * @return whether records were queued
   */
  boolean maintain(Map<String, Set<UUID>> written) throws SQLException {
    Set<String> involved = new HashSet<>();
    for (Relation relation : edges.inUse()) {
      involved.add(relation.child());
      involved.add(relation.parent());
    }
    List<RecordKey> keys = new ArrayList<>();
    for (String entity : involved) {
      written.getOrDefault(entity, Set.of()).forEach(id -> keys.add(new RecordKey(entity, id)));
    }
    if (keys.isEmpty()) {
      return false;
    }
    planning.plan(Planning.Kind.ANYTHING);
    return Inheritance.maintain(connection, organizationId, keys);
  }
}
