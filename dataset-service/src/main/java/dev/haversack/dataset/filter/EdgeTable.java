package dev.haversack.dataset.filter;

import dev.haversack.dataset.configuration.Relation;
import dev.haversack.dataset.database.Together;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Where the slicer keeps which record points to which: the table {@code record_edge}.
 *
 * @param organizationId the organization
 * @param ids the ids of the relations that are kept
 * @param forMany whether links are going to be followed from many records
 */
public record EdgeTable(UUID organizationId, Map<Relation, Long> ids, boolean forMany) {

  /** For a few records. */
  public EdgeTable(UUID organizationId, Map<Relation, Long> ids) {
    this(organizationId, ids, false);
  }

  /** Without any; what follows links finds nothing. */
  public static final EdgeTable NONE = new EdgeTable(new UUID(0, 0), Map.of());

  private static final String KEPT =
      "SELECT relation_id, child, attribute, companion, parent FROM relation WHERE org_id = ?";

  /** Ids begin at 1. */
  private static final long NOT_KEPT = 0;

  /** As it is now. */
  public static EdgeTable read(Connection connection, UUID organizationId) throws SQLException {
    Together together = new Together(connection);
    Together.Answer<EdgeTable> found = read(together, organizationId);
    together.run();
    return found.get();
  }

  /** The same, asked together with others. */
  public static Together.Answer<EdgeTable> read(Together together, UUID organizationId) {
    return together.ask(
        KEPT,
        (statement, first) -> {
          statement.setObject(first, organizationId);
          return first + 1;
        },
        rows -> new EdgeTable(organizationId, relations(rows)));
  }

  private static Map<Relation, Long> relations(ResultSet rows) throws SQLException {
    Map<Relation, Long> ids = new LinkedHashMap<>();
    while (rows.next()) {
      ids.put(
          new Relation(rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5)),
          rows.getLong(1));
    }
    return ids;
  }

  long id(Relation relation) {
    return ids.getOrDefault(relation, NOT_KEPT);
  }
}
