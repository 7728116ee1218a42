package dev.haversack.dataset.slicer;

import dev.haversack.dataset.filter.SqlFragment.ArrayParameter;
import dev.haversack.dataset.slicer.Edges.Edge;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Keeps the rows of slices of related records up with the rows that they follow from; for one
 * batch. Everything that they follow from, edges and the rows of other slices, must be up already.
 */
final class RelatedRows {

  private static final String ADD_STEP =
      """
      INSERT INTO related_step
        (org_id, target_slice, source_slice, relation_id, to_parent, eligible_slice, of_seed)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String FORGET =
      "DELETE FROM related_step WHERE org_id = ? AND target_slice = ANY (?)";
  private static final String BY_INDEX = "SELECT set_config('enable_nestloop', 'on', TRUE)";

  private final Connection connection;
  private final UUID organizationId;
  private final long position;

  RelatedRows(Connection connection, UUID organizationId, long position) {
    this.connection = connection;
    this.organizationId = organizationId;
    this.position = position;
  }

  /**
   * How rows of a slice lead to rows of a slice of related records.
   *
   * @param target the slice of related records
   * @param source the slice whose rows lead there
   * @param relation the relation that is followed
   * @param toParent whether from child to parent
   * @param eligible the slice of all records of the target's entity that may go offline
   * @param ofSeed whether the source is the seed
   */
  record StepRow(
      long target, long source, long relation, boolean toParent, long eligible, boolean ofSeed) {}

  /** Brings all rows up with what changed at this position. */
  void maintain(Edges edges) throws SQLException {
    Map<String, Object> parameters = parameters(edges.removed(), edges.added(), List.of());
    RelatedSql.DOUBT.run(connection, parameters);
    RelatedSql.SETTLE.run(connection, parameters);
    RelatedSql.DROP.run(connection, parameters);
    RelatedSql.RENEW.run(connection, parameters);
  }

  /** Fills slices that were just made. */
  void fill(Collection<StepRow> steps) throws SQLException {
    if (steps.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(ADD_STEP)) {
      for (StepRow step : steps) {
        statement.setObject(1, organizationId);
        statement.setLong(2, step.target());
        statement.setLong(3, step.source());
        statement.setLong(4, step.relation());
        statement.setBoolean(5, step.toParent());
        statement.setLong(6, step.eligible());
        statement.setBoolean(7, step.ofSeed());
        statement.addBatch();
      }
      statement.executeBatch();
    }
    List<Long> fresh = steps.stream().map(StepRow::target).distinct().toList();
    RelatedSql.SETTLE.run(connection, parameters(List.of(), List.of(), fresh));
  }

  /** Maintains slices no longer. */
  void forget(Collection<Long> slices) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.setObject(1, organizationId);
      statement.setArray(2, connection.createArrayOf("bigint", slices.toArray()));
      statement.executeUpdate();
    }
  }

  private Map<String, Object> parameters(List<Edge> removed, List<Edge> added, List<Long> fresh)
      throws SQLException {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("org", organizationId);
    parameters.put("position", position);
    parameters.put("fresh", new ArrayParameter("bigint", fresh));
    edges(parameters, "removed", removed);
    edges(parameters, "added", added);
    try (PreparedStatement statement = connection.prepareStatement(BY_INDEX)) {
      statement.execute();
    }
    return parameters;
  }

  private static void edges(Map<String, Object> parameters, String name, List<Edge> edges) {
    parameters.put(
        name + "_relation",
        new ArrayParameter("bigint", edges.stream().map(Edge::relation).toList()));
    parameters.put(
        name + "_child", new ArrayParameter("uuid", edges.stream().map(Edge::child).toList()));
    parameters.put(
        name + "_parent", new ArrayParameter("uuid", edges.stream().map(Edge::parent).toList()));
  }
}
