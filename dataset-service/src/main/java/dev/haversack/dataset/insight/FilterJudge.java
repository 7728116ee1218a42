package dev.haversack.dataset.insight;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.filter.EdgeTable;
import dev.haversack.dataset.filter.Evaluation;
import dev.haversack.dataset.filter.FilterSchema;
import dev.haversack.dataset.filter.FilterSql;
import dev.haversack.dataset.filter.InvalidFilterException;
import dev.haversack.dataset.filter.SqlFragment;
import dev.haversack.dataset.records.RecordKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Says which parts of a filter do not hold for a record. Each is evaluated by the same SQL that
 * fills slices, so that nothing is explained otherwise than it is done.
 */
final class FilterJudge {

  /** PostgreSQL answers at most 1,664 columns. */
  private static final int MOST_COLUMNS = 1000;

  private final Connection connection;
  private final OrganizationModel organization;
  private final Evaluation evaluation;
  private final EdgeTable edges;
  private final RecordKey key;

  FilterJudge(
      Connection connection,
      OrganizationModel organization,
      Evaluation evaluation,
      EdgeTable edges,
      RecordKey key) {
    this.connection = connection;
    this.organization = organization;
    this.evaluation = evaluation;
    this.edges = edges;
    this.key = key;
  }

  /**
   * The parts that do not hold, none when the filter does; of an {@code or} that does not hold all
   * of its parts.
   *
   * @throws InvalidFilterException when it cannot be evaluated
   */
  List<Filter> failing(Filter filter) throws SQLException {
    Map<Filter, Boolean> outcomes = tried(leaves(filter).toList());
    return holds(filter, outcomes) ? List.of() : failing(filter, outcomes).toList();
  }

  private static Stream<Filter> leaves(Filter filter) {
    return switch (filter) {
      case AndFilter(List<Filter> parts) -> parts.stream().flatMap(FilterJudge::leaves);
      case OrFilter(List<Filter> parts) -> parts.stream().flatMap(FilterJudge::leaves);
      case LinkFilter link -> Stream.of(link);
      case Condition condition -> Stream.of(condition);
    };
  }

  private static boolean holds(Filter filter, Map<Filter, Boolean> outcomes) {
    return switch (filter) {
      case AndFilter(List<Filter> parts) -> parts.stream().allMatch(p -> holds(p, outcomes));
      case OrFilter(List<Filter> parts) -> parts.stream().anyMatch(p -> holds(p, outcomes));
      case LinkFilter link -> Objects.requireNonNull(outcomes.get(link));
      case Condition condition -> Objects.requireNonNull(outcomes.get(condition));
    };
  }

  private static Stream<Filter> failing(Filter filter, Map<Filter, Boolean> outcomes) {
    if (holds(filter, outcomes)) {
      return Stream.of();
    }
    return switch (filter) {
      case AndFilter(List<Filter> parts) -> parts.stream().flatMap(p -> failing(p, outcomes));
      case OrFilter(List<Filter> parts) when parts.isEmpty() -> Stream.of(filter);
      case OrFilter(List<Filter> parts) -> parts.stream().flatMap(p -> failing(p, outcomes));
      case LinkFilter link -> Stream.of(link);
      case Condition condition -> Stream.of(condition);
    };
  }

  /** What the database cannot evaluate does not end the transaction. */
  private Map<Filter, Boolean> tried(List<Filter> leaves) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      return evaluate(leaves);
    } catch (SQLException e) {
      connection.rollback(before);
      throw new InvalidFilterException(
          "", "The database refuses a condition (SQLSTATE " + e.getSQLState() + ").");
    }
  }

  private Map<Filter, Boolean> evaluate(List<Filter> leaves) throws SQLException {
    Map<Filter, Boolean> outcomes = new IdentityHashMap<>();
    for (int from = 0; from < leaves.size(); from += MOST_COLUMNS) {
      evaluate(leaves.subList(from, Math.min(from + MOST_COLUMNS, leaves.size())), outcomes);
    }
    return outcomes;
  }

  /** One column for each. */
  private void evaluate(List<Filter> leaves, Map<Filter, Boolean> outcomes) throws SQLException {
    List<SqlFragment> columns = new ArrayList<>();
    for (Filter leaf : leaves) {
      FilterSchema schema = FilterSchema.of(organization::entity, key.entity(), leaf);
      columns.add(FilterSql.compile(schema, leaf, evaluation, edges));
    }
    String sql =
        "SELECT "
            + String.join(
                ", ", columns.stream().map(c -> "coalesce((" + c.text() + "), FALSE)").toList())
            + " FROM record r WHERE r.org_id = ? AND r.entity = ? AND r.record_id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = 1;
      for (SqlFragment column : columns) {
        next = column.bind(statement, next);
      }
      statement.setObject(next++, organization.organizationId());
      statement.setString(next++, key.entity());
      statement.setObject(next, key.id());
      try (ResultSet row = statement.executeQuery()) {
        boolean exists = row.next();
        for (int i = 0; i < leaves.size(); i++) {
          outcomes.put(leaves.get(i), exists && row.getBoolean(i + 1));
        }
      }
    }
  }
}
