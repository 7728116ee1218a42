package dev.haversack.dataset.slicer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The days and times in records that slices hold against passing time, in order: what is due next
 * and what a window passed over is found without looking at any other record. A day counts as its
 * midnight in UTC.
 */
final class Moments {

  private static final String OF_TIME =
      "CASE WHEN pg_input_is_valid(r.attributes->>?::text, 'timestamptz') THEN (r.attributes->>?::text)::timestamptz END";
  private static final String OF_DAY =
      "CASE WHEN pg_input_is_valid(r.attributes->>?::text, 'date') THEN (r.attributes->>?::text)::timestamp AT TIME ZONE 'UTC' END";
  private static final String INSERT =
      """
      INSERT INTO record_moment (org_id, entity, attribute, is_day, at, record_id)
      SELECT r.org_id, r.entity, ?::text, ?::boolean, v.at, r.record_id
      FROM record r CROSS JOIN LATERAL (SELECT %s AS at) v
      WHERE r.org_id = ? AND r.entity = ? AND v.at IS NOT NULL %s
      """;
  private static final String FORGET =
      "DELETE FROM record_moment WHERE org_id = ? AND entity = ? AND record_id = ANY (?)";
  private static final String DROP =
      "DELETE FROM record_moment WHERE org_id = ? AND entity = ? AND attribute = ? AND is_day = ?";
  private static final String BETWEEN =
      """
      SELECT record_id FROM record_moment
      WHERE org_id = ? AND entity = ? AND attribute = ? AND is_day = ? AND at >= ? AND at < ?
      """;
  private static final String NEXT =
      """
      SELECT min(at) FROM record_moment
      WHERE org_id = ? AND entity = ? AND attribute = ? AND is_day = ? AND at >= ?
      """;

  private final Connection connection;
  private final UUID organizationId;

  Moments(Connection connection, UUID organizationId) {
    this.connection = connection;
    this.organizationId = organizationId;
  }

  /**
   * An attribute whose values are kept.
   *
   * @param entity the entity
   * @param attribute the attribute
   * @param isDay whether it holds days; times otherwise
   */
  record Kept(String entity, String attribute, boolean isDay) {}

  /** Keeps the values that all records have now. */
  void fill(Kept kept) throws SQLException {
    insert(kept, null);
  }

  /** Brings what is kept of some records of an entity up with them. */
  void update(String entity, Set<Kept> all, Collection<UUID> recordIds, Planning planning)
      throws SQLException {
    List<Kept> ofEntity = all.stream().filter(kept -> kept.entity.equals(entity)).toList();
    if (ofEntity.isEmpty()) {
      return;
    }
    planning.plan(Planning.Kind.ANYTHING);
    try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.setObject(1, organizationId);
      statement.setString(2, entity);
      statement.setArray(3, connection.createArrayOf("uuid", recordIds.toArray()));
      statement.executeUpdate();
    }
    for (Kept kept : ofEntity) {
      insert(kept, recordIds);
    }
  }

  /** Keeps an attribute's values no longer. */
  void drop(Kept kept) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DROP)) {
      bind(statement, kept);
      statement.executeUpdate();
    }
  }

  /** The records whose value is at the first moment or later, and before the second. */
  List<UUID> between(Kept kept, Instant from, Instant to) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BETWEEN)) {
      bind(statement, kept);
      statement.setObject(5, from.atOffset(ZoneOffset.UTC));
      statement.setObject(6, to.atOffset(ZoneOffset.UTC));
      List<UUID> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getObject(1, UUID.class));
        }
      }
      return found;
    }
  }

  /** The least value that is at a moment or later. */
  Optional<Instant> next(Kept kept, Instant from) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
      bind(statement, kept);
      statement.setObject(5, from.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return Optional.ofNullable(rows.getObject(1, OffsetDateTime.class))
            .map(OffsetDateTime::toInstant);
      }
    }
  }

  private void insert(Kept kept, @Nullable Collection<UUID> recordIds) throws SQLException {
    String sql =
        INSERT.formatted(
            kept.isDay ? OF_DAY : OF_TIME, recordIds == null ? "" : "AND r.record_id = ANY (?)");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, kept.attribute);
      statement.setBoolean(2, kept.isDay);
      statement.setString(3, kept.attribute);
      statement.setString(4, kept.attribute);
      statement.setObject(5, organizationId);
      statement.setString(6, kept.entity);
      if (recordIds != null) {
        statement.setArray(7, connection.createArrayOf("uuid", recordIds.toArray()));
      }
      statement.executeUpdate();
    }
  }

  private void bind(PreparedStatement statement, Kept kept) throws SQLException {
    statement.setObject(1, organizationId);
    statement.setString(2, kept.entity);
    statement.setString(3, kept.attribute);
    statement.setBoolean(4, kept.isDay);
  }
}
