package dev.haversack.dataset.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.contract.model.RecordOrder;
import dev.haversack.contract.model.RecordPage;
import dev.haversack.contract.model.RecordQuery;
import dev.haversack.contract.model.StoredRecord;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.filter.EdgeTable;
import dev.haversack.dataset.filter.Evaluation;
import dev.haversack.dataset.filter.FilterSchema;
import dev.haversack.dataset.filter.FilterSql;
import dev.haversack.dataset.filter.InvalidFilterException;
import dev.haversack.dataset.filter.SqlFragment;
import dev.haversack.dataset.security.Reach;
import dev.haversack.dataset.security.ReachSql;
import dev.haversack.platform.http.Cursors;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.platform.values.ValueReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds the records that a filter holds for and that the caller may read, page by page. */
@ApplicationScoped
public class RecordQueries {

  private static final int USUAL_LIMIT = 100;

  /** The cursor was not made for this order: a text that is no number, for instance. */
  private static final String DATA_EXCEPTION = "22";

  private static final String PAGE =
      """
      SELECT r.record_id, r.version, r.attributes::text%s
      FROM record r
      WHERE r.org_id = ? AND r.entity = ? AND %s AND %s AND %s
      ORDER BY %sr.record_id
      LIMIT ?
      """;

  private final DataSource database;
  private final RecordJson json;

  RecordQueries(DataSource database, RecordJson json) {
    this.database = database;
    this.json = json;
  }

  /**
   * One page.
   *
   * @param hidden attributes that do not exist for the caller
   * @param reach the records that the caller may read
   * @throws ProblemException {@code invalid-filter}, {@code unknown-attribute} or {@code
   *     invalid-cursor}
   */
  RecordPage page(
      UUID organizationId,
      EntityModel entity,
      Set<String> hidden,
      Reach reach,
      Evaluation evaluation,
      RecordQuery query) {
    checkColumns(entity, hidden, query.columns());
    List<SortKey> order = order(entity, hidden, query.orderBy());
    SqlFragment filter = filter(entity, hidden, evaluation, query);
    SqlFragment after = new KeySet(order).after(position(query.cursor(), order.size()));
    int limit = query.limit() == null ? USUAL_LIMIT : query.limit();
    SqlFragment readable = ReachSql.finding(reach, organizationId, entity.name());
    String sql = sql(order, readable, filter, after);
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = bindNames(statement, 1, order);
      statement.setObject(next++, organizationId);
      statement.setString(next++, entity.name());
      next = readable.bind(statement, next);
      next = filter.bind(statement, next);
      next = after.bind(statement, next);
      next = bindNames(statement, next, order);
      statement.setInt(next, limit + 1);
      return read(statement, entity, hidden, order.size(), limit, query.columns());
    } catch (SQLException e) {
      if (query.cursor() != null && String.valueOf(e.getSQLState()).startsWith(DATA_EXCEPTION)) {
        throw foreignCursor();
      }
      throw new DatabaseException(e);
    }
  }

  private static String sql(
      List<SortKey> order, SqlFragment readable, SqlFragment filter, SqlFragment after) {
    StringBuilder keys = new StringBuilder();
    StringBuilder orderBy = new StringBuilder();
    for (SortKey key : order) {
      keys.append(", ").append(key.expression()).append("::text");
      orderBy.append(key.expression()).append(' ').append(key.direction()).append(", ");
    }
    return PAGE.formatted(keys, readable.text(), filter.text(), after.text(), orderBy);
  }

  private RecordPage read(
      PreparedStatement statement,
      EntityModel entity,
      Set<String> hidden,
      int keys,
      int limit,
      @Nullable List<String> columns)
      throws SQLException {
    List<StoredRecord> items = new ArrayList<>();
    String last = null;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        if (items.size() == limit) {
          return new RecordPage(items, last);
        }
        UUID id = rows.getObject(1, UUID.class);
        ObjectNode attributes = json.object(rows.getString(3));
        attributes.remove(hidden);
        if (columns != null) {
          attributes.retain(columns);
        }
        items.add(new StoredRecord(id, entity.name(), rows.getLong(2), attributes));
        last = cursor(rows, id, keys);
      }
    }
    return new RecordPage(items, null);
  }

  private String cursor(ResultSet rows, UUID id, int keys) throws SQLException {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode().add(id.toString());
    for (int i = 0; i < keys; i++) {
      parts.add(rows.getString(4 + i));
    }
    return Cursors.encode(json.text(parts));
  }

  private @Nullable List<@Nullable String> position(@Nullable String cursor, int keys) {
    if (cursor == null) {
      return null;
    }
    List<@Nullable String> parts = new ArrayList<>();
    for (JsonNode part : json.array(Cursors.decode(cursor, 1).getFirst())) {
      parts.add(part.isNull() ? null : part.asText());
    }
    String id = parts.isEmpty() ? null : parts.getFirst();
    if (parts.size() != keys + 1 || id == null || ValueReader.uuid(id) == null) {
      throw foreignCursor();
    }
    return parts;
  }

  private static SqlFragment filter(
      EntityModel entity, Set<String> hidden, Evaluation evaluation, RecordQuery query) {
    Filter filter = query.filter();
    if (filter == null) {
      return new SqlFragment("TRUE", List.of());
    }
    try {
      refuseOthers(filter);
      SortedMap<String, AttributeType> types = new TreeMap<>();
      entity.attributes().forEach((name, attribute) -> types.put(name, attribute.type()));
      types.keySet().removeAll(hidden);
      return FilterSql.compile(
          FilterSchema.of(entity.name(), types), filter, evaluation, EdgeTable.NONE);
    } catch (InvalidFilterException e) {
      throw ProblemException.of(ProblemCode.INVALID_FILTER, String.valueOf(e.getMessage()));
    }
  }

  /** Who asks could tell by them what records are like that he may not read. */
  private static void refuseOthers(Filter filter) {
    switch (filter) {
      case AndFilter(List<Filter> parts) -> parts.forEach(RecordQueries::refuseOthers);
      case OrFilter(List<Filter> parts) -> parts.forEach(RecordQueries::refuseOthers);
      case LinkFilter(Link link) ->
          throw new InvalidFilterException(
              link.to(), "Queries look at one entity; links are for what goes offline.");
      case Condition condition -> {
        if (condition.operator().dependsOnHierarchy()) {
          throw new InvalidFilterException(
              condition.attribute(), "Queries know no hierarchy; that is for what goes offline.");
        }
      }
    }
  }

  private static void checkColumns(
      EntityModel entity, Set<String> hidden, @Nullable List<String> columns) {
    for (String column : columns == null ? List.<String>of() : columns) {
      attribute(entity, hidden, column, "columns");
    }
  }

  private static List<SortKey> order(
      EntityModel entity, Set<String> hidden, @Nullable List<RecordOrder> orderBy) {
    return orderBy == null
        ? List.of()
        : orderBy.stream()
            .map(o ->
                new SortKey(attribute(entity, hidden, o.attribute(), "orderBy"), o.descending()))
            .toList();
  }

  private static dev.haversack.contract.model.Attribute attribute(
      EntityModel entity, Set<String> hidden, String name, String field) {
    return entity
        .attribute(name)
        .filter(attribute -> !hidden.contains(name))
        .orElseThrow(() ->
            ProblemException.of(
                ProblemCode.UNKNOWN_ATTRIBUTE,
                field + ": the entity " + entity.name() + " has no attribute \"" + name + "\"."));
  }

  private static int bindNames(PreparedStatement statement, int first, List<SortKey> order)
      throws SQLException {
    int next = first;
    for (SortKey key : order) {
      statement.setString(next++, key.attribute().logicalName());
    }
    return next;
  }

  private static ProblemException foreignCursor() {
    return ProblemException.of(
        ProblemCode.INVALID_CURSOR, "Use the nextCursor of the page before, with the same order.");
  }
}
