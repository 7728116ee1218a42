package dev.haversack.dataset.slices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.dataset.database.Together;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tables of slices and of the plan that datasets follow. */
public final class SliceStore {

  private static final TypeReference<Plan<Long>> PLAN = new TypeReference<>() {};

  private static final String ACTIVE =
      """
      SELECT slice_id, entity, definition::text, definition_hash, failed_tries, next_try_at,
             evaluated_at, due_at, keys_of
      FROM slice
      WHERE org_id = ? AND state = 'active' AND (%s)
      ORDER BY slice_id
      """;
  private static final String OF_ENTITIES =
      ACTIVE.formatted("?::text[] IS NULL OR entity = ANY (?::text[]) OR looks_at && ?::text[]");
  private static final String TIMELY = ACTIVE.formatted("next_try_at <= ? OR due_at <= ?");

  /** So many that an instance's slices fit in, and memory does not matter. */
  private static final int MOST_KNOWN = 10_000;

  private static final String CREATE =
      """
      INSERT INTO slice
        (org_id, entity, definition, definition_hash, state, built_at, keys_of, looks_at)
      VALUES (?, ?, ?::jsonb, ?, ?, ?, ?, ?) RETURNING slice_id
      """;
  private static final String RETIRE =
      """
      UPDATE slice SET state = 'retired', retired_at = ?, retired_on = ?
      WHERE org_id = ? AND slice_id = ? AND state = 'active'
      """;
  private static final String STORE_PLAN =
      """
      INSERT INTO effective_plan (org_id, revision, plan) VALUES (?, ?, ?::jsonb)
      ON CONFLICT (org_id) DO UPDATE SET revision = excluded.revision, plan = excluded.plan
      """;
  private static final String PLAN_OF =
      "SELECT revision, plan::text FROM effective_plan WHERE org_id = ?";

  private final ObjectMapper json;
  private final Map<String, FilteredSlice> known = new ConcurrentHashMap<>();

  /**
   * A store.
   *
   * @param json reads and writes the JSON columns
   */
  public SliceStore(ObjectMapper json) {
    this.json = json;
  }

  /**
   * A slice that is maintained.
   *
   * @param id its id
   * @param entity the entity of its records
   * @param definition what it yields, as it is stored; see {@link #read}
   * @param hash the hash of that, as hexadecimal text
   * @param tries how often in a row it could not be evaluated; 0 when all is well
   * @param nextTryAt when to try again; null when all is well
   * @param evaluatedAt the moment at which it is right, of those that move with time; null for all
   *     others
   * @param dueAt when it may be wrong next; null for never
   * @param keysOf of a slice of related records the seed, whose keys it has; null for all others
   */
  public record ActiveSlice(
      long id,
      String entity,
      String definition,
      String hash,
      int tries,
      @Nullable Instant nextTryAt,
      @Nullable Instant evaluatedAt,
      @Nullable Instant dueAt,
      @Nullable Long keysOf) {

    /** Whether it is made from other slices, not from records. */
    public boolean isRelated() {
      return keysOf != null;
    }

    /** Whether it is set aside until it is tried again. */
    public boolean isSetAside() {
      return tries > 0;
    }

    /** Whether records enter or leave it as time passes. */
    public boolean movesWithTime() {
      return evaluatedAt != null;
    }

    /** Whether the time has come that records may have entered or left it. */
    public boolean hasMoved(Instant now) {
      return dueAt != null && !now.isBefore(dueAt) && !isSetAside();
    }

    /** The moment to evaluate it at: time never runs backwards for a slice. */
    public Instant at(Instant now) {
      return evaluatedAt != null && now.isBefore(evaluatedAt) ? evaluatedAt : now;
    }

    /** Whether it is set aside and the time to try again has come. */
    public boolean isDue(Instant now) {
      return nextTryAt != null && !now.isBefore(nextTryAt);
    }
  }

  /**
   * The plan that datasets follow.
   *
   * @param revision the revision of the configuration that it was made from
   * @param plan the plan, with slices by id
   */
  public record EffectivePlan(long revision, Plan<Long> plan) {}

  /** The active slices of an organization. */
  public List<ActiveSlice> active(Connection connection, UUID organizationId) throws SQLException {
    return active(connection, organizationId, null);
  }

  /** The active slices of some entities, and those that their records decide about. */
  public List<ActiveSlice> active(
      Connection connection, UUID organizationId, @Nullable Collection<String> entities)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OF_ENTITIES)) {
      statement.setObject(1, organizationId);
      for (int i = 2; i <= 4; i++) {
        statement.setArray(
            i, entities == null ? null : connection.createArrayOf("text", entities.toArray()));
      }
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows);
      }
    }
  }

  /** Asks for the active slices that moved with time, or that are to be tried again. */
  public static Together.Answer<List<ActiveSlice>> timely(
      Together together, UUID organizationId, Instant now) {
    return together.ask(
        TIMELY,
        (statement, first) -> {
          statement.setObject(first, organizationId);
          statement.setObject(first + 1, now.atOffset(ZoneOffset.UTC));
          statement.setObject(first + 2, now.atOffset(ZoneOffset.UTC));
          return first + 3;
        },
        SliceStore::read);
  }

  private static List<ActiveSlice> read(ResultSet rows) throws SQLException {
    List<ActiveSlice> found = new ArrayList<>();
    while (rows.next()) {
      found.add(
          new ActiveSlice(
              rows.getLong(1),
              rows.getString(2),
              rows.getString(3),
              HexFormat.of().formatHex(rows.getBytes(4)),
              rows.getInt(5),
              time(rows, 6),
              time(rows, 7),
              time(rows, 8),
              rows.getObject(9, Long.class)));
    }
    return found;
  }

  /**
   * What a slice of a filter yields; the same text is read once.
   *
   * @throws IllegalStateException when what is stored is no such definition
   */
  public FilteredSlice readFiltered(ActiveSlice slice) {
    FilteredSlice definition = known.get(slice.definition());
    if (definition == null) {
      try {
        definition = json.readValue(slice.definition(), FilteredSlice.class);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("Not a definition", e);
      }
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      known.put(slice.definition(), definition);
    }
    return definition;
  }

  /**
   * Notes a slice that is about to be filled.
   *
   * @param draft whether it is for a transaction that is rolled back: one that is not active stands
   *     in nobody's way
   * @param keysOf of a slice of related records the seed; null for all others
   */
  public ActiveSlice create(
      Connection connection,
      UUID organizationId,
      SliceDefinition definition,
      String hash,
      long position,
      @Nullable Long keysOf,
      boolean draft)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CREATE)) {
      statement.setObject(1, organizationId);
      statement.setString(2, definition.entity());
      statement.setString(3, write(definition));
      statement.setBytes(4, HexFormat.of().parseHex(hash));
      statement.setString(5, draft ? "retired" : "active");
      statement.setLong(6, position);
      statement.setObject(7, keysOf, Types.BIGINT);
      statement.setArray(8, connection.createArrayOf("text", looksAt(definition).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return new ActiveSlice(
            rows.getLong(1),
            definition.entity(),
            write(definition),
            hash,
            0,
            null,
            null,
            null,
            keysOf);
      }
    }
  }

  private static Set<String> looksAt(SliceDefinition definition) {
    return definition instanceof FilteredSlice filtered ? filtered.looksAt() : Set.of();
  }

  /** Ends the maintenance of slices that no profile needs. */
  public void retire(
      Connection connection, UUID organizationId, List<Long> sliceIds, long position, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RETIRE)) {
      for (long id : sliceIds) {
        statement.setLong(1, position);
        statement.setObject(2, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
        statement.setObject(3, organizationId);
        statement.setLong(4, id);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Makes a plan the one that datasets follow. */
  public void storePlan(Connection connection, UUID organizationId, long revision, Plan<Long> plan)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STORE_PLAN)) {
      statement.setObject(1, organizationId);
      statement.setLong(2, revision);
      statement.setString(3, write(plan));
      statement.executeUpdate();
    }
  }

  /** The plan that datasets follow, if there is one yet. */
  public Optional<EffectivePlan> plan(Connection connection, UUID organizationId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PLAN_OF)) {
      statement.setObject(1, organizationId);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new EffectivePlan(rows.getLong(1), json.readValue(rows.getString(2), PLAN)))
            : Optional.empty();
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Active slices by the hash of their definition. */
  public static Map<String, Long> idsByHash(List<ActiveSlice> slices) {
    Map<String, Long> ids = new TreeMap<>();
    slices.forEach(slice -> ids.put(slice.hash(), slice.id()));
    return ids;
  }

  private static @Nullable Instant time(ResultSet rows, int column) throws SQLException {
    OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
