package dev.haversack.dataset.sync;

import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.security.PrivilegeKind;
import dev.haversack.dataset.security.Reaches;
import dev.haversack.dataset.sync.ScopeContent.EntityScope;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot or delta about to be written, bound to its transaction.
 *
 * <p>One that goes on with another has two parts. What that one brought, records up to a place,
 * differs from now by a delta since its checkpoint; all behind that place is sent as if nothing had
 * come before.
 */
final class DatasetStream implements AutoCloseable {

  /** What of a delta may be in memory at once. */
  private static final long MOST_BYTES = 1 << 20;

  private final Connection connection;
  private final OrganizationModel organization;
  private final UUID userId;
  private final long checkpoint;
  private final ScopeContent scope;
  private final @Nullable Base base;
  private final @Nullable Resumed resumed;
  private final Map<String, ScopeChange> changes = new HashMap<>();
  private final Map<Section, FoundRows> found = new IdentityHashMap<>();
  private final Map<Section, Long> counted = new IdentityHashMap<>();
  private long taken;
  private @Nullable Set<Section> touched;
  private @Nullable List<Section> sections;

  /**
   * What a device has.
   *
   * @param scope the scope that it was taken with
   * @param checkpoint the checkpoint that it is at
   */
  record Base(ScopeContent scope, long checkpoint) {}

  /**
   * What a stream has brought that is gone on with.
   *
   * @param base how far it was
   * @param entity the entity of the last line
   * @param id the record of the last line
   */
  record Resumed(Base base, String entity, UUID id) {}

  /**
   * A part of a stream: records of one entity.
   *
   * @param entity the entity
   * @param base what the device has of them; null for nothing
   * @param range which of them
   */
  record Section(String entity, @Nullable Base base, IdRange range) {}

  /**
   * A stream.
   *
   * @param base what the device has; null for a snapshot
   * @param resumed what a stream has brought since; null when it begins
   */
  DatasetStream(
      Connection connection,
      OrganizationModel organization,
      UUID userId,
      long checkpoint,
      ScopeContent scope,
      @Nullable Base base,
      @Nullable Resumed resumed) {
    this.connection = connection;
    this.organization = organization;
    this.userId = userId;
    this.checkpoint = checkpoint;
    this.scope = scope;
    this.base = base;
    this.resumed = resumed;
  }

  String kind() {
    return base == null ? "snapshot" : "delta";
  }

  long checkpoint() {
    return checkpoint;
  }

  ScopeContent scope() {
    return scope;
  }

  /** The checkpoint of what the device has; see {@link ResumeToken}. */
  long baseCheckpoint() {
    return base == null ? ResumeToken.NOTHING : base.checkpoint();
  }

  /** All parts, in their order; the same ones each time. */
  List<Section> sections() {
    List<Section> known = sections;
    if (known == null) {
      known = parts();
      sections = known;
    }
    return known;
  }

  private List<Section> parts() {
    List<String> order = order();
    if (resumed == null) {
      return order.stream().map(entity -> ahead(entity, IdRange.ALL)).toList();
    }
    int place = order.indexOf(resumed.entity());
    if (place < 0) {
      throw ProblemException.of(
          ProblemCode.INVALID_REQUEST, "The stream held nothing of \"" + resumed.entity() + "\".");
    }
    List<Section> parts = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      if (i < place) {
        parts.add(new Section(order.get(i), resumed.base(), IdRange.ALL));
      } else if (i > place) {
        parts.add(ahead(order.get(i), IdRange.ALL));
      } else {
        parts.add(new Section(order.get(i), resumed.base(), new IdRange(null, resumed.id())));
        parts.add(ahead(order.get(i), new IdRange(resumed.id(), null)));
      }
    }
    return parts;
  }

  /**
   * A part that no other stream has brought. Of an entity that the device took nothing of before,
   * it has nothing: all that it may take now is sent as in a snapshot, at less cost than a delta,
   * which asks of each record whether the device has it.
   */
  private Section ahead(String entity, IdRange range) {
    boolean begins =
        base != null
            && !base.scope().entity(entity).takesAnything()
            && scope.entity(entity).takesAnything();
    return new Section(entity, begins ? null : base, range);
  }

  /** Whether a part is behind what another stream has brought. */
  boolean isAhead(Section section) {
    return resumed == null || section.base() != resumed.base();
  }

  /**
   * The entities in their order: that of the stream that is gone on with; then the profile's; then
   * what it took before.
   */
  List<String> order() {
    LinkedHashSet<String> order = new LinkedHashSet<>();
    if (resumed != null) {
      order.addAll(resumed.base().scope().inOrder());
    }
    order.addAll(scope.inOrder());
    if (base != null) {
      order.addAll(base.scope().inOrder());
    }
    return List.copyOf(order);
  }

  /**
   * Lets the database find what a part of a delta holds, once; it is read with {@link #readFound}.
   */
  private FoundRows find(Section section, Base old) throws SQLException {
    FoundRows known = found.get(section);
    if (known == null) {
      known =
          reader(section.entity())
              .findDelta(
                  change(section.entity(), old),
                  old.scope().entity(section.entity()),
                  scope.entity(section.entity()),
                  old.checkpoint(),
                  section.range(),
                  MOST_BYTES - taken);
      taken += known.bytes();
      found.put(section, known);
    }
    return known;
  }

  /** How many lines a part gets at most, when all of it is going to be read. */
  long total(Section section) throws SQLException {
    Base old = section.base();
    if (old != null) {
      return touched().contains(section) ? find(section, old).total() : 0;
    }
    Long known = counted.get(section);
    if (known == null) {
      known = count(section);
      counted.put(section, known);
    }
    return known;
  }

  private Set<Section> touched() throws SQLException {
    Set<Section> known = touched;
    if (known == null) {
      Map<Section, ScopeChange> ofDelta = new IdentityHashMap<>();
      for (Section section : sections()) {
        if (section.base() != null) {
          ofDelta.put(section, change(section.entity(), section.base()));
        }
      }
      known = Touched.of(connection, organization.organizationId(), ofDelta);
      touched = known;
    }
    return known;
  }

  /** Reads a part whose total is known. */
  <E extends Exception> void readFound(Section section, EntityReader.Rows<E> rows)
      throws SQLException, E {
    FoundRows known = found.remove(section);
    if (known == null || !known.isKept()) {
      read(section, null, rows);
    } else {
      known.read(rows);
    }
  }

  /** How many lines a part gets at most. */
  long count(Section section) throws SQLException {
    EntityReader reader = reader(section.entity());
    Base old = section.base();
    if (old == null) {
      return reader.count(scope.entity(section.entity()), section.range());
    }
    ScopeChange change = change(section.entity(), old);
    return change.isEmpty() ? 0 : reader.countTouched(change, old.checkpoint(), section.range());
  }

  /**
   * Reads a part.
   *
   * @param limit how many lines at most; null for all
   */
  <E extends Exception> void read(Section section, @Nullable Long limit, EntityReader.Rows<E> rows)
      throws SQLException, E {
    EntityReader reader = reader(section.entity());
    EntityScope now = scope.entity(section.entity());
    Base old = section.base();
    if (old == null) {
      reader.read(now, section.range(), limit, rows);
    } else {
      reader.readDelta(
          change(section.entity(), old),
          old.scope().entity(section.entity()),
          now,
          old.checkpoint(),
          section.range(),
          limit,
          rows);
    }
  }

  /** Reads only ids and versions of what the device must hold of an entity. */
  <E extends Exception> void readVersions(String entity, EntityReader.Rows<E> rows)
      throws SQLException, E {
    reader(entity).readVersions(scope.entity(entity), rows);
  }

  /** Since which checkpoint a record is in the dataset; null when it is not. */
  @Nullable Long since(String entity, UUID id) throws SQLException {
    return reader(entity).since(scope.entity(entity), id);
  }

  /** Whether an entity differs from what the device has. */
  boolean hasNews(String entity) throws SQLException {
    Objects.requireNonNull(base);
    Section section = ahead(entity, IdRange.ALL);
    return (section.base() == null || !change(entity, section.base()).isEmpty())
        && holdsAnything(section);
  }

  /**
   * Whether anything differs from what the device has. What is found of a delta is not read again;
   * of what begins, the first record is.
   */
  boolean hasNews() throws SQLException {
    for (Section section : sections()) {
      // What begins is counted by its keys, more than may be read while the slicer lags.
      if (section.base() == null ? holdsAnything(section) : total(section) > 0) {
        return true;
      }
    }
    return false;
  }

  private boolean holdsAnything(Section section) throws SQLException {
    boolean[] any = {false};
    this.<SQLException>read(section, 1L, row -> any[0] = true);
    return any[0];
  }

  private ScopeChange change(String entity, Base old) throws SQLException {
    String key = old.checkpoint() + (old == base ? " " : " resumed ") + entity;
    ScopeChange known = changes.get(key);
    if (known == null) {
      known =
          ScopeChange.between(
              old.scope().entity(entity),
              scope.entity(entity),
              !old.scope().profiles().equals(scope.profiles()),
              slice -> KeyQuery.all(connection, organization.organizationId(), slice));
      changes.put(key, known);
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

  /** Ends what was found and not read. */
  @Override
  public void close() throws SQLException {
    for (FoundRows rows : found.values()) {
      rows.close();
    }
    found.clear();
  }
}
