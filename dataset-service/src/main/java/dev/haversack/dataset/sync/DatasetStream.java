package dev.haversack.dataset.sync;

import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.security.PrivilegeKind;
import dev.haversack.dataset.security.Reaches;
import dev.haversack.dataset.sync.ScopeContent.EntityScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A snapshot or delta about to be written, bound to its transaction. */
final class DatasetStream {

  private final Connection connection;
  private final OrganizationModel organization;
  private final UUID userId;
  private final long checkpoint;
  private final ScopeContent scope;
  private final @Nullable ScopeContent before;
  private final long since;
  private final Map<String, ScopeChange> changes = new HashMap<>();

  /**
   * A stream.
   *
   * @param before the scope at the token's checkpoint; null for a snapshot
   * @param since the token's checkpoint
   */
  DatasetStream(
      Connection connection,
      OrganizationModel organization,
      UUID userId,
      long checkpoint,
      ScopeContent scope,
      @Nullable ScopeContent before,
      long since) {
    this.connection = connection;
    this.organization = organization;
    this.userId = userId;
    this.checkpoint = checkpoint;
    this.scope = scope;
    this.before = before;
    this.since = since;
  }

  String kind() {
    return before == null ? "snapshot" : "delta";
  }

  long checkpoint() {
    return checkpoint;
  }

  ScopeContent scope() {
    return scope;
  }

  /** The entities of the scope, and of the one before. */
  Set<String> entities() {
    Set<String> names = new HashSet<>(scope.entities().keySet());
    if (before != null) {
      names.addAll(before.entities().keySet());
    }
    return names;
  }

  /** How many lines an entity gets at most. */
  long count(String entity) throws SQLException {
    EntityReader reader = reader(entity);
    if (before == null) {
      return reader.count(scope.entity(entity));
    }
    ScopeChange change = change(entity, before);
    return change.isEmpty() ? 0 : reader.countTouched(change, since);
  }

  <E extends Exception> void read(String entity, EntityReader.Rows<E> rows) throws SQLException, E {
    EntityReader reader = reader(entity);
    EntityScope now = scope.entity(entity);
    if (before == null) {
      reader.read(now, rows);
    } else {
      reader.readDelta(change(entity, before), before.entity(entity), now, since, rows);
    }
  }

  private ScopeChange change(String entity, ScopeContent old) throws SQLException {
    ScopeChange known = changes.get(entity);
    if (known == null) {
      known =
          ScopeChange.between(
              old.entity(entity),
              scope.entity(entity),
              slice -> KeyQuery.all(connection, organization.organizationId(), slice));
      changes.put(entity, known);
    }
    return known;
  }

  private EntityReader reader(String entity) {
    List<String> leftOut =
        organization
            .entity(entity)
            .map((EntityModel model) -> Columns.leftOut(model, scope.entity(entity).columns()))
            .orElse(List.of());
    return new EntityReader(
        connection,
        organization.organizationId(),
        entity,
        Reaches.of(organization, userId, entity, PrivilegeKind.READ),
        leftOut);
  }
}
