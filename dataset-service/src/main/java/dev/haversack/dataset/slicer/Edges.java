package dev.haversack.dataset.slicer;

import dev.haversack.dataset.configuration.Relation;
import dev.haversack.dataset.filter.EdgeTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which records point to which, as far as published profiles follow that; for one batch. */
final class Edges {

  private static final String ADD =
      """
      INSERT INTO relation (org_id, child, attribute, companion, parent)
      VALUES (?, ?, ?, ?, ?) RETURNING relation_id
      """;

  /** Values that are no ids point nowhere. */
  private static final String PRESENT =
      """
      SELECT r.record_id AS child_id, (r.attributes->>n.attribute)::uuid AS parent_id
      FROM record r, (SELECT ?::text AS attribute, ?::text AS companion, ?::text AS parent) n
      WHERE r.org_id = ? AND r.entity = ? %s
        AND CASE WHEN pg_input_is_valid(r.attributes->>n.attribute, 'uuid') THEN
              n.companion IS NULL OR r.attributes->>n.companion = n.parent ELSE FALSE END
      """;

  private static final String FILL =
      "INSERT INTO record_edge (org_id, relation_id, child_id, parent_id)"
          + " SELECT ?::uuid, ?::bigint, p.child_id, p.parent_id FROM ("
          + PRESENT.formatted("")
          + ") p";
  private static final String DIFFERENCES =
      "SELECT coalesce(n.child_id, o.child_id), o.parent_id, n.parent_id FROM ("
          + PRESENT.formatted("AND r.record_id = ANY (?)")
          + """
          ) n FULL JOIN (
            SELECT child_id, parent_id FROM record_edge
            WHERE org_id = ? AND relation_id = ? AND child_id = ANY (?)
          ) o ON o.child_id = n.child_id
          WHERE n.parent_id IS DISTINCT FROM o.parent_id
          """;
  private static final String REMOVE =
      "DELETE FROM record_edge WHERE org_id = ? AND relation_id = ? AND child_id = ANY (?)";
  private static final String INSERT =
      """
      INSERT INTO record_edge (org_id, relation_id, child_id, parent_id)
      SELECT ?::uuid, ?::bigint, c, p FROM unnest(?::uuid[], ?::uuid[]) e (c, p)
      """;
  private static final String PARENTS =
      "SELECT DISTINCT parent_id FROM record_edge WHERE org_id = ? AND relation_id = ? AND child_id = ANY (?) LIMIT ?";
  private static final String CHILDREN =
      "SELECT child_id FROM record_edge WHERE org_id = ? AND relation_id = ? AND parent_id = ANY (?) LIMIT ?";

  private static final String CASCADING =
      "SELECT relation_id FROM relation l WHERE org_id = ? AND cascades_share";
  private static final String CASCADE =
      "UPDATE relation SET cascades_share = relation_id = ANY (?) WHERE org_id = ?";

  /** Of one relation, from the records of one batch. */
  private static final int MOST_FOLLOWED = 50_000;

  private static final List<String> FORGET =
      List.of(
          "DELETE FROM record_edge WHERE org_id = ? AND relation_id = ?",
          "DELETE FROM relation WHERE org_id = ? AND relation_id = ?");

  private final Connection connection;
  private final UUID organizationId;
  private final List<Edge> removed = new ArrayList<>();
  private final List<Edge> added = new ArrayList<>();
  private @Nullable Map<Relation, Long> kept;

  Edges(Connection connection, UUID organizationId) {
    this.connection = connection;
    this.organizationId = organizationId;
  }

  /** Of which it is known already what is kept. */
  Edges(Connection connection, EdgeTable kept) {
    this(connection, kept.organizationId());
    this.kept = kept.ids();
  }

  /** A record that points to another one. */
  record Edge(long relation, UUID child, UUID parent) {}

  /** Edges that were there before this batch and are not any more. */
  List<Edge> removed() {
    return removed;
  }

  /** Edges that were not there before this batch. */
  List<Edge> added() {
    return added;
  }

  /** The relations that are kept, with their ids. */
  Map<Relation, Long> kept() throws SQLException {
    if (kept == null) {
      kept = EdgeTable.read(connection, organizationId).ids();
    }
    return kept;
  }

  /** Keeps these relations and no others from now on; answers their ids. */
  Map<Relation, Long> keep(Set<Relation> wanted) throws SQLException {
    Map<Relation, Long> ids = new HashMap<>(kept());
    for (var known : List.copyOf(ids.entrySet())) {
      if (!wanted.contains(known.getKey())) {
        forget(known.getValue());
        ids.remove(known.getKey());
      }
    }
    for (Relation relation : wanted) {
      if (!ids.containsKey(relation)) {
        ids.put(relation, add(relation));
      }
    }
    kept = ids;
    return ids;
  }

  /** The relations along which records inherit shares. */
  Set<Relation> cascading() throws SQLException {
    return cascading(CASCADING);
  }

  /** The same; none while nothing at all is shared. */
  Set<Relation> inUse() throws SQLException {
    return cascading(
        CASCADING + " AND EXISTS (SELECT FROM record_share h WHERE h.org_id = l.org_id)");
  }

  private Set<Relation> cascading(String sql) throws SQLException {
    Set<Long> ids = new HashSet<>();
    if (!kept().isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setObject(1, organizationId);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            ids.add(rows.getLong(1));
          }
        }
      }
    }
    return kept().entrySet().stream()
        .filter(relation -> ids.contains(relation.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /**
   * Keeps these too, and lets records inherit shares along them and no others; whether that is new.
   */
  boolean cascade(Set<Relation> wanted) throws SQLException {
    if (cascading().equals(wanted)) {
      return false;
    }
    Map<Relation, Long> ids = new HashMap<>(kept());
    for (Relation relation : wanted) {
      if (!ids.containsKey(relation)) {
        ids.put(relation, add(relation));
      }
    }
    kept = ids;
    try (PreparedStatement statement = connection.prepareStatement(CASCADE)) {
      statement.setArray(
          1, connection.createArrayOf("bigint", wanted.stream().map(ids::get).toArray()));
      statement.setObject(2, organizationId);
      statement.executeUpdate();
    }
    return true;
  }

  /**
   * Keeps these relations too, for a transaction that is rolled back: they are noted nowhere, so
   * that nobody who wants to keep the same has to wait.
   */
  void keepAsWell(Set<Relation> wanted) throws SQLException {
    Map<Relation, Long> ids = new HashMap<>(kept());
    for (Relation relation : wanted) {
      if (!ids.containsKey(relation)) {
        long id = freshId();
        fill(relation, id);
        ids.put(relation, id);
      }
    }
    kept = ids;
  }

  /**
   * The records that these pointed to before this batch or point to now.
   *
   * @param children records that have the lookup
   */
  Set<UUID> parentsOf(Relation relation, Collection<UUID> children) throws SQLException {
    Set<UUID> wanted = Set.copyOf(children);
    Set<UUID> found = follow(PARENTS, relation, wanted);
    removedOf(relation).filter(e -> wanted.contains(e.child())).forEach(e -> found.add(e.parent()));
    return found;
  }

  /** The records that pointed to these before this batch or point to them now. */
  Set<UUID> childrenOf(Relation relation, Collection<UUID> parents) throws SQLException {
    Set<UUID> wanted = Set.copyOf(parents);
    Set<UUID> found = follow(CHILDREN, relation, wanted);
    removedOf(relation).filter(e -> wanted.contains(e.parent())).forEach(e -> found.add(e.child()));
    return found;
  }

  /** The records of which this batch changed what they point to. */
  Set<UUID> moved(Relation relation) throws SQLException {
    Long id = kept().get(relation);
    return Stream.concat(removed.stream(), added.stream())
        .filter(edge -> id != null && edge.relation() == id)
        .map(Edge::child)
        .collect(Collectors.toSet());
  }

  private Stream<Edge> removedOf(Relation relation) throws SQLException {
    Long id = kept().get(relation);
    return removed.stream().filter(edge -> id != null && edge.relation() == id);
  }

  private Set<UUID> follow(String sql, Relation relation, Set<UUID> from) throws SQLException {
    Set<UUID> found = new HashSet<>();
    Long id = kept().get(relation);
    if (id == null || from.isEmpty()) {
      return found;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, organizationId);
      statement.setLong(2, id);
      statement.setArray(3, uuids(from));
      statement.setInt(4, MOST_FOLLOWED + 1);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getObject(1, UUID.class));
        }
      }
    }
    if (found.size() > MOST_FOLLOWED) {
      throw new TooManyException();
    }
    return found;
  }

  /** So many records are at the other end that looking at all there are costs less. */
  static final class TooManyException extends RuntimeException {

    private TooManyException() {
      super("Too many records to name", null, false, false);
    }
  }

  /** Brings the edges of changed records up with them. */
  void update(Map<String, Set<UUID>> changed, Planning planning) throws SQLException {
    for (var known : kept().entrySet()) {
      Set<UUID> records = changed.get(known.getKey().child());
      if (records != null) {
        planning.plan(Planning.Kind.ANYTHING);
        update(known.getKey(), known.getValue(), records);
      }
    }
  }

  private void update(Relation relation, long id, Set<UUID> records) throws SQLException {
    List<Edge> gone = new ArrayList<>();
    List<Edge> fresh = new ArrayList<>();
    var ids = connection.createArrayOf("uuid", records.toArray());
    try (PreparedStatement statement = connection.prepareStatement(DIFFERENCES)) {
      int next = bind(statement, relation, 1);
      statement.setArray(next++, ids);
      statement.setObject(next++, organizationId);
      statement.setLong(next++, id);
      statement.setArray(next, ids);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          UUID child = rows.getObject(1, UUID.class);
          add(gone, id, child, rows.getObject(2, UUID.class));
          add(fresh, id, child, rows.getObject(3, UUID.class));
        }
      }
    }
    write(id, gone, fresh);
    removed.addAll(gone);
    added.addAll(fresh);
  }

  private static void add(List<Edge> to, long relation, UUID child, @Nullable UUID parent) {
    if (parent != null) {
      to.add(new Edge(relation, child, parent));
    }
  }

  private void write(long id, List<Edge> gone, List<Edge> fresh) throws SQLException {
    if (!gone.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
        statement.setObject(1, organizationId);
        statement.setLong(2, id);
        statement.setArray(3, uuids(gone.stream().map(Edge::child).toList()));
        statement.executeUpdate();
      }
    }
    if (!fresh.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
        statement.setObject(1, organizationId);
        statement.setLong(2, id);
        statement.setArray(3, uuids(fresh.stream().map(Edge::child).toList()));
        statement.setArray(4, uuids(fresh.stream().map(Edge::parent).toList()));
        statement.executeUpdate();
      }
    }
  }

  private long add(Relation relation) throws SQLException {
    long id;
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setObject(1, organizationId);
      statement.setString(2, relation.child());
      statement.setString(3, relation.attribute());
      statement.setString(4, relation.companion());
      statement.setString(5, relation.parent());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        id = row.getLong(1);
      }
    }
    fill(relation, id);
    return id;
  }

  private long freshId() throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT nextval('relation_id')");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private void fill(Relation relation, long id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FILL)) {
      statement.setObject(1, organizationId);
      statement.setLong(2, id);
      bind(statement, relation, 3);
      statement.executeUpdate();
    }
  }

  private void forget(long id) throws SQLException {
    for (String sql : FORGET) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setObject(1, organizationId);
        statement.setLong(2, id);
        statement.executeUpdate();
      }
    }
  }

  private int bind(PreparedStatement statement, Relation relation, int first) throws SQLException {
    statement.setString(first, relation.attribute());
    statement.setString(first + 1, relation.companion());
    statement.setString(first + 2, relation.parent());
    statement.setObject(first + 3, organizationId);
    statement.setString(first + 4, relation.child());
    return first + 5;
  }

  private java.sql.Array uuids(Collection<UUID> ids) throws SQLException {
    return connection.createArrayOf("uuid", ids.toArray());
  }
}
