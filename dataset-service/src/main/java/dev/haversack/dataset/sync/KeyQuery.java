package dev.haversack.dataset.sync;

import dev.haversack.dataset.filter.CallerContext;
import dev.haversack.dataset.filter.CallerIds;
import dev.haversack.dataset.filter.SqlFragment;
import dev.haversack.dataset.filter.SqlFragment.ArrayParameter;
import dev.haversack.dataset.security.Reach;
import dev.haversack.dataset.slices.CallerCondition;
import dev.haversack.dataset.slices.Plan.PlannedPart;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the keys of a slice that satisfy conditions on the caller and the security model.
 *
 * @param sliceId the slice
 * @param condition on its keys, as {@code k}
 */
record KeyQuery(long sliceId, SqlFragment condition) {

  private static final String KEYS =
      "SELECT %d AS number, k.key_id FROM slice_key k WHERE k.org_id = ? AND k.slice_id = ? AND %s";

  /** So many at once that their plan stays small. */
  private static final int AT_ONCE = 16;

  private static final String ALL_KEYS =
      """
      SELECT k.key_id FROM slice s
      JOIN slice_key k ON k.org_id = s.org_id AND k.slice_id = coalesce(s.keys_of, s.slice_id)
      WHERE s.org_id = ? AND s.slice_id = ?
      ORDER BY k.key_id
      """;

  static KeyQuery of(PlannedPart<Long> part, CallerContext caller, Reach reach) {
    List<String> terms = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    List<String> extraKeys = CallerCondition.extraKeys(part.conditions());
    for (CallerCondition condition : part.conditions()) {
      String column = column(condition.attribute(), extraKeys);
      terms.add(
          CallerIds.isNegated(condition.operator())
              ? "coalesce(" + column + " <> ALL (?), TRUE)"
              : column + " = ANY (?)");
      parameters.add(ids(CallerIds.of(condition.operator(), caller)));
    }
    int further = extraKeys.size();
    if (part.held() != null) {
      terms.add("k.extra[" + ++further + "] = ?");
      parameters.add(caller.userId());
    }
    if (part.shared()) {
      terms.add("k.extra[" + ++further + "] = ANY (?)");
      parameters.add(ids(reach.principalIds()));
    } else if (!reach.everything()) {
      terms.add("(k.owner_id = ANY (?) OR k.business_unit_id = ANY (?))");
      parameters.add(ids(reach.ownerIds()));
      parameters.add(ids(reach.businessUnitIds()));
    }
    return new KeyQuery(
        part.seed().slice(), new SqlFragment(String.join(" AND ", terms), parameters));
  }

  /** Runs queries, many in one round trip: their keys, sorted. */
  static Map<KeyQuery, List<Long>> run(
      Connection connection, UUID organizationId, Collection<KeyQuery> queries)
      throws SQLException {
    Map<KeyQuery, List<Long>> found = new HashMap<>();
    List<KeyQuery> all = queries.stream().distinct().toList();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<KeyQuery> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      some.forEach(query -> found.put(query, new ArrayList<>()));
      runAtOnce(connection, organizationId, some, found);
    }
    return found;
  }

  private static void runAtOnce(
      Connection connection,
      UUID organizationId,
      List<KeyQuery> queries,
      Map<KeyQuery, List<Long>> found)
      throws SQLException {
    String sql =
        IntStream.range(0, queries.size())
            .mapToObj(i -> KEYS.formatted(i, queries.get(i).condition().text()))
            .collect(Collectors.joining(" UNION ALL ", "", " ORDER BY number, key_id"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = 1;
      for (KeyQuery query : queries) {
        statement.setObject(next++, organizationId);
        statement.setLong(next++, query.sliceId());
        next = query.condition().bind(statement, next);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Objects.requireNonNull(found.get(queries.get(rows.getInt(1)))).add(rows.getLong(2));
        }
      }
    }
  }

  /** Every key of a slice. */
  static List<Long> all(Connection connection, UUID organizationId, long sliceId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ALL_KEYS)) {
      statement.setObject(1, organizationId);
      statement.setLong(2, sliceId);
      List<Long> keys = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          keys.add(rows.getLong(1));
        }
      }
      return keys;
    }
  }

  /** The number is a position in a list of ours, never anything from outside. */
  private static String column(String attribute, List<String> extraKeys) {
    return switch (attribute) {
      case "ownerid" -> "k.owner_id";
      case "owningbusinessunit" -> "k.business_unit_id";
      default -> "k.extra[" + (extraKeys.indexOf(attribute) + 1) + "]";
    };
  }

  private static ArrayParameter ids(Collection<UUID> ids) {
    return new ArrayParameter("uuid", List.copyOf(ids));
  }
}
