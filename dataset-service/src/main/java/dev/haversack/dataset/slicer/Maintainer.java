package dev.haversack.dataset.slicer;

import dev.haversack.dataset.database.Together;
import dev.haversack.dataset.slicer.Moments.Kept;
import dev.haversack.dataset.slices.FilteredSlice;
import dev.haversack.dataset.slices.SliceStore;
import dev.haversack.dataset.slices.SliceStore.ActiveSlice;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Keeps the slices of filters up with records and passing time. */
final class Maintainer {

  private final SliceStore slices;

  Maintainer(SliceStore slices) {
    this.slices = slices;
  }

  /**
   * Brings the slices of changed records up with them; what is set aside stays as it is.
   *
   * @param careful whether to go on after failures; else {@link SliceFailures.CareNeededException}
   *     is thrown
   */
  void maintain(Batch batch, Queue.Changes changes, boolean careful) throws SQLException {
    if (changes.byEntity().isEmpty()) {
      return;
    }
    Connection connection = batch.connection;
    UUID organizationId = batch.organizationId;
    List<ActiveSlice> active =
        filtered(slices.active(connection, organizationId, changes.byEntity().keySet()));
    Moments moments = new Moments(connection, organizationId);
    Set<Kept> kept = Timetable.kept(active, slices);
    for (var changed : changes.byEntity().entrySet()) {
      moments.update(changed.getKey(), kept, changed.getValue(), batch.planning);
    }
    Set<Long> idle = idle(connection, organizationId, active);
    GatheredRecords gathered = new GatheredRecords(connection, organizationId);
    gathered.gather(changes.byEntity(), gatherable(active, idle));
    Timetable timetable = new Timetable(connection, organizationId);
    SliceFailures failures = new SliceFailures(connection, organizationId, batch.now, careful);
    Planning planning = batch.planning;
    Upkeep upkeep = new Upkeep(changes, new Dependents(batch.edges), gathered, planning);
    for (ActiveSlice slice : active) {
      if (!slice.isSetAside()) {
        Instant at = slice.at(batch.now);
        SliceWriter writer = batch.writer(at);
        failures.attempt(
            slice,
            () -> {
              FilteredSlice definition = slices.readFiltered(slice);
              if (!idle.contains(slice.id())) {
                upkeep.bringUp(slice.id(), definition, writer);
              }
              if (definition.movesWithTime() && !slice.hasMoved(batch.now)) {
                planning.plan(Planning.Kind.ANYTHING);
                timetable.schedule(slice.id(), definition, at);
              }
            });
        if (careful) {
          planning.forget();
        }
      }
    }
    planning.end();
  }

  /**
   * The batch that slices are kept up in.
   *
   * @param edges up already
   * @param position the checkpoint that it closes
   * @param now when it began
   */
  record Batch(
      Connection connection,
      UUID organizationId,
      Edges edges,
      Planning planning,
      long position,
      Instant now) {

    private SliceWriter writer(Instant at) {
      return new SliceWriter(connection, organizationId, position, at, edges, planning);
    }

    private SliceFailures failures() {
      return new SliceFailures(connection, organizationId, now);
    }
  }

  /**
   * What is done with each slice of a batch.
   *
   * @param changes what changed
   * @param dependents which records that concerns
   * @param gathered the records of entities of which many changed
   * @param planning of the transaction
   */
  private record Upkeep(
      Queue.Changes changes, Dependents dependents, GatheredRecords gathered, Planning planning) {

    void bringUp(long sliceId, FilteredSlice definition, SliceWriter writer) throws SQLException {
      boolean linked = definition.linkage() != null;
      if (linked) {
        planning.plan(Planning.Kind.ANYTHING);
      }
      Optional<Set<UUID>> records = dependents.of(definition, changes.byEntity());
      if (definition.shared() && !changes.shareEnded().isEmpty()) {
        planning.plan(Planning.Kind.ANYTHING);
        writer.forget(sliceId, changes.shareEnded());
      }
      // Of one with links, others than those that changed have to be looked at.
      boolean isGathered = !linked && gathered.has(definition.entity());
      maintain(writer, sliceId, definition, records, isGathered);
    }
  }

  /** The entities whose changed records several slices look at. */
  private static Set<String> gatherable(List<ActiveSlice> active, Set<Long> idle) {
    Set<String> one = new HashSet<>();
    return active.stream()
        .filter(slice -> !slice.isSetAside() && !idle.contains(slice.id()))
        .map(ActiveSlice::entity)
        .filter(entity -> !one.add(entity))
        .collect(Collectors.toSet());
  }

  private Set<Long> idle(Connection connection, UUID organizationId, List<ActiveSlice> active)
      throws SQLException {
    Map<Long, FilteredSlice> definitions = new HashMap<>();
    for (ActiveSlice slice : active) {
      try {
        definitions.put(slice.id(), slices.readFiltered(slice));
      } catch (IllegalStateException e) {
        // As soon as it is looked at, it is set aside.
        continue;
      }
    }
    return IdleSlices.of(connection, organizationId, definitions);
  }

  private static void maintain(
      SliceWriter writer,
      long sliceId,
      FilteredSlice definition,
      Optional<Set<UUID>> records,
      boolean gathered)
      throws SQLException {
    if (records.isPresent()) {
      writer.maintain(sliceId, definition, records.get(), gathered);
    } else {
      writer.maintainAll(sliceId, definition);
    }
  }

  /** The slices of filters whose time has come now: that moved, or that are to be tried again. */
  private static List<ActiveSlice> timely(Batch batch) throws SQLException {
    Together together = new Together(batch.connection);
    var timely = SliceStore.timely(together, batch.organizationId, batch.now);
    together.run();
    return filtered(timely.get());
  }

  /**
   * Brings slices whose time has come up with the records that may have entered or left.
   *
   * @return whether there were such records
   */
  boolean move(Batch batch) throws SQLException {
    Timetable timetable = new Timetable(batch.connection, batch.organizationId);
    SliceFailures failures = batch.failures();
    AtomicBoolean any = new AtomicBoolean();
    for (ActiveSlice slice : timely(batch)) {
      Instant before = slice.evaluatedAt();
      if (before != null && slice.hasMoved(batch.now)) {
        Instant at = slice.at(batch.now);
        SliceWriter writer = batch.writer(at);
        failures.attempt(
            slice,
            () -> {
              // The slice before it left what it was planned for.
              batch.planning.plan(Planning.Kind.ANYTHING);
              FilteredSlice definition = slices.readFiltered(slice);
              Optional<Set<UUID>> records =
                  new Dependents(batch.edges)
                      .of(definition, timetable.passed(definition, before, at));
              if (records.isEmpty() || !records.get().isEmpty()) {
                any.set(true);
                maintain(writer, slice.id(), definition, records, false);
              }
              timetable.schedule(slice.id(), definition, at);
            });
        batch.planning.forget();
      }
    }
    batch.planning.end();
    return any.get();
  }

  /** Brings slices that were set aside up with all that they missed. */
  void retry(Batch batch, List<ActiveSlice> due) throws SQLException {
    Timetable timetable = new Timetable(batch.connection, batch.organizationId);
    Moments moments = new Moments(batch.connection, batch.organizationId);
    SliceFailures failures = batch.failures();
    for (ActiveSlice slice : due) {
      Instant at = slice.at(batch.now);
      SliceWriter writer = batch.writer(at);
      failures.attempt(
          slice,
          () -> {
            FilteredSlice definition = slices.readFiltered(slice);
            refill(moments, definition);
            if (definition.shared()) {
              // Nobody knows any more which shares ended meanwhile.
              writer.forgetAll(slice.id());
            }
            writer.maintainAll(slice.id(), definition);
            timetable.schedule(slice.id(), definition, at);
          });
      batch.planning.forget();
    }
    batch.planning.end();
  }

  /** Nobody kept them for a slice that could not be read. */
  private static void refill(Moments moments, FilteredSlice definition) throws SQLException {
    for (Kept kept : Timetable.kept(definition)) {
      moments.drop(kept);
      moments.fill(kept);
    }
  }

  /** Those that are made from records, not from other slices. */
  static List<ActiveSlice> filtered(List<ActiveSlice> active) {
    return active.stream().filter(slice -> !slice.isRelated()).toList();
  }
}
