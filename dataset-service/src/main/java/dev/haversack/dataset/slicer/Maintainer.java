package dev.haversack.dataset.slicer;

import dev.haversack.dataset.slicer.Moments.Kept;
import dev.haversack.dataset.slices.FilteredSlice;
import dev.haversack.dataset.slices.SliceStore;
import dev.haversack.dataset.slices.SliceStore.ActiveSlice;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Keeps the slices of filters up with records and passing time. */
final class Maintainer {

  private final SliceStore slices;

  Maintainer(SliceStore slices) {
    this.slices = slices;
  }

  /** Brings the slices of changed records up with them; what is set aside stays as it is. */
  void maintain(
      Connection connection,
      UUID organizationId,
      Queue.Changes changes,
      Edges edges,
      long position,
      Instant now)
      throws SQLException {
    if (changes.byEntity().isEmpty()) {
      return;
    }
    List<ActiveSlice> active = filtered(connection, organizationId, changes.byEntity().keySet());
    Moments moments = new Moments(connection, organizationId);
    Set<Kept> kept = Timetable.kept(active, slices);
    for (var changed : changes.byEntity().entrySet()) {
      moments.update(changed.getKey(), kept, changed.getValue());
    }
    Timetable timetable = new Timetable(connection, organizationId);
    SliceFailures failures = new SliceFailures(connection, organizationId, now);
    for (ActiveSlice slice : active) {
      if (!slice.isSetAside()) {
        Instant at = slice.at(now);
        SliceWriter writer = new SliceWriter(connection, organizationId, position, at, edges);
        failures.attempt(
            slice,
            () -> {
              FilteredSlice definition = slices.readFiltered(slice);
              Optional<Set<UUID>> records =
                  new Dependents(edges).of(definition, changes.byEntity());
              if (!writer.isIdle(slice.id(), definition)) {
                if (definition.shared() && !changes.shareEnded().isEmpty()) {
                  writer.forget(slice.id(), changes.shareEnded());
                }
                maintain(writer, slice.id(), definition, records);
              }
              if (!slice.hasMoved(now)) {
                timetable.schedule(slice.id(), definition, at);
              }
            });
      }
    }
  }

  private static void maintain(
      SliceWriter writer, long sliceId, FilteredSlice definition, Optional<Set<UUID>> records)
      throws SQLException {
    if (records.isPresent()) {
      writer.maintain(sliceId, definition, records.get());
    } else {
      writer.maintainAll(sliceId, definition);
    }
  }

  /** Whether the time of any slice has come. */
  boolean hasMoved(Connection connection, UUID organizationId, Instant now) throws SQLException {
    return filtered(connection, organizationId, null).stream().anyMatch(s -> s.hasMoved(now));
  }

  /**
   * Brings slices whose time has come up with the records that may have entered or left.
   *
   * @return whether there were such records
   */
  boolean move(Connection connection, UUID organizationId, Edges edges, long position, Instant now)
      throws SQLException {
    Timetable timetable = new Timetable(connection, organizationId);
    SliceFailures failures = new SliceFailures(connection, organizationId, now);
    AtomicBoolean any = new AtomicBoolean();
    for (ActiveSlice slice : filtered(connection, organizationId, null)) {
      Instant before = slice.evaluatedAt();
      if (before != null && slice.hasMoved(now)) {
        Instant at = slice.at(now);
        SliceWriter writer = new SliceWriter(connection, organizationId, position, at, edges);
        failures.attempt(
            slice,
            () -> {
              FilteredSlice definition = slices.readFiltered(slice);
              Optional<Set<UUID>> records =
                  new Dependents(edges).of(definition, timetable.passed(definition, before, at));
              if (records.isEmpty() || !records.get().isEmpty()) {
                any.set(true);
                maintain(writer, slice.id(), definition, records);
              }
              timetable.schedule(slice.id(), definition, at);
            });
      }
    }
    return any.get();
  }

  /** The slices that were set aside and are to be tried again now. */
  List<ActiveSlice> due(Connection connection, UUID organizationId, Instant now)
      throws SQLException {
    return filtered(connection, organizationId, null).stream().filter(s -> s.isDue(now)).toList();
  }

  /** Brings slices that were set aside up with all that they missed. */
  void retry(
      Connection connection,
      UUID organizationId,
      List<ActiveSlice> due,
      Edges edges,
      long position,
      Instant now)
      throws SQLException {
    Timetable timetable = new Timetable(connection, organizationId);
    Moments moments = new Moments(connection, organizationId);
    SliceFailures failures = new SliceFailures(connection, organizationId, now);
    for (ActiveSlice slice : due) {
      Instant at = slice.at(now);
      SliceWriter writer = new SliceWriter(connection, organizationId, position, at, edges);
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
    }
  }

  /** Nobody kept them for a slice that could not be read. */
  private static void refill(Moments moments, FilteredSlice definition) throws SQLException {
    for (Kept kept : Timetable.kept(definition)) {
      moments.drop(kept);
      moments.fill(kept);
    }
  }

  private List<ActiveSlice> filtered(
      Connection connection, UUID organizationId, @Nullable Collection<String> entities)
      throws SQLException {
    return slices.active(connection, organizationId, entities).stream()
        .filter(slice -> !slice.isRelated())
        .toList();
  }
}
