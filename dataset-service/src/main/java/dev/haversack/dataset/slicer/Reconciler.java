package dev.haversack.dataset.slicer;

import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.slicer.Moments.Kept;
import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.slices.PlanCompiler;
import dev.haversack.dataset.slices.SliceDefinition;
import dev.haversack.dataset.slices.SliceStore;
import dev.haversack.dataset.slices.SliceStore.ActiveSlice;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Keeps slices up with records and configuration.
 *
 * <p>{@link #reconcile} makes the slices those that the published profiles need, and the profiles
 * effective: all in the transaction that closes the checkpoint, so that no sync sees a profile
 * whose slices are not filled. A slice that cannot be filled is set aside empty: its item takes
 * nothing, which is safe, until it works.
 */
final class Reconciler {

  private final PlanCompiler compiler;
  private final SliceStore slices;

  Reconciler(PlanCompiler compiler, SliceStore slices) {
    this.compiler = compiler;
    this.slices = slices;
  }

  /** Builds what is missing, retires what is not needed, and stores the plan. */
  void reconcile(Connection connection, OrganizationModel model, long position, Instant now)
      throws SQLException {
    UUID organizationId = model.organizationId();
    Plan<SliceDefinition> wanted = compiler.compile(model);
    Map<SliceDefinition, String> hashes = new HashMap<>();
    wanted
        .slices()
        .forEach(d -> hashes.computeIfAbsent(d, x -> HexFormat.of().formatHex(compiler.hash(x))));

    Map<String, Long> present = SliceStore.idsByHash(slices.active(connection, organizationId));
    Set<Kept> keptBefore = kept(slices.active(connection, organizationId));
    SliceWriter writer = new SliceWriter(connection, organizationId, position, now);
    SliceFailures failures = new SliceFailures(connection, organizationId, now);
    Map<String, Long> ids = new HashMap<>();
    Map<ActiveSlice, SliceDefinition> fresh = new HashMap<>();
    for (var entry : hashes.entrySet()) {
      String hash = entry.getValue();
      Long id = present.get(hash);
      if (id == null && !ids.containsKey(hash)) {
        ActiveSlice created =
            slices.create(connection, organizationId, entry.getKey(), hash, position);
        failures.attempt(created, () -> writer.fill(created.id(), entry.getKey()));
        fresh.put(created, entry.getKey());
        id = created.id();
      }
      if (id != null) {
        ids.put(hash, id);
      }
    }
    List<Long> unneeded =
        present.entrySet().stream()
            .filter(e -> !ids.containsKey(e.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    slices.retire(connection, organizationId, unneeded, position, now);
    keepMoments(connection, organizationId, keptBefore, wanted);
    Timetable timetable = new Timetable(connection, organizationId);
    for (var slice : fresh.entrySet()) {
      timetable.schedule(slice.getKey().id(), slice.getValue(), now);
    }
    slices.storePlan(
        connection,
        organizationId,
        model.revision(),
        wanted.map(definition -> known(ids, known(hashes, definition))));
  }

  /** Brings the slices of changed records up with them; what is set aside stays as it is. */
  void maintain(
      Connection connection, UUID organizationId, Queue.Changes changes, long position, Instant now)
      throws SQLException {
    if (changes.byEntity().isEmpty()) {
      return;
    }
    List<ActiveSlice> active =
        slices.active(connection, organizationId, changes.byEntity().keySet());
    Moments moments = new Moments(connection, organizationId);
    Set<Kept> kept = kept(active);
    for (var changed : changes.byEntity().entrySet()) {
      moments.update(changed.getKey(), kept, changed.getValue());
    }
    Timetable timetable = new Timetable(connection, organizationId);
    SliceFailures failures = new SliceFailures(connection, organizationId, now);
    for (ActiveSlice slice : active) {
      if (!slice.isSetAside()) {
        Instant at = slice.at(now);
        SliceWriter writer = new SliceWriter(connection, organizationId, position, at);
        Set<UUID> records = known(changes.byEntity(), slice.entity());
        failures.attempt(
            slice,
            () -> {
              SliceDefinition definition = slices.read(slice);
              writer.maintain(slice.id(), definition, records);
              if (!slice.hasMoved(now)) {
                timetable.schedule(slice.id(), definition, at);
              }
            });
      }
    }
  }

  /** Whether the time of any slice has come. */
  boolean hasMoved(Connection connection, UUID organizationId, Instant now) throws SQLException {
    return slices.active(connection, organizationId).stream().anyMatch(s -> s.hasMoved(now));
  }

  /**
   * Brings slices whose time has come up with the records that may have entered or left.
   *
   * @return whether there were such records
   */
  boolean move(Connection connection, UUID organizationId, long position, Instant now)
      throws SQLException {
    Timetable timetable = new Timetable(connection, organizationId);
    SliceFailures failures = new SliceFailures(connection, organizationId, now);
    AtomicBoolean any = new AtomicBoolean();
    for (ActiveSlice slice : slices.active(connection, organizationId)) {
      Instant before = slice.evaluatedAt();
      if (before != null && slice.hasMoved(now)) {
        Instant at = slice.at(now);
        SliceWriter writer = new SliceWriter(connection, organizationId, position, at);
        failures.attempt(
            slice,
            () -> {
              SliceDefinition definition = slices.read(slice);
              Set<UUID> records = timetable.passed(definition, before, at);
              if (!records.isEmpty()) {
                any.set(true);
                writer.maintain(slice.id(), definition, records);
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
    return slices.active(connection, organizationId).stream().filter(s -> s.isDue(now)).toList();
  }

  /** Brings slices that were set aside up with all that they missed. */
  void retry(
      Connection connection, UUID organizationId, List<ActiveSlice> due, long position, Instant now)
      throws SQLException {
    Timetable timetable = new Timetable(connection, organizationId);
    Moments moments = new Moments(connection, organizationId);
    SliceFailures failures = new SliceFailures(connection, organizationId, now);
    for (ActiveSlice slice : due) {
      Instant at = slice.at(now);
      SliceWriter writer = new SliceWriter(connection, organizationId, position, at);
      failures.attempt(
          slice,
          () -> {
            SliceDefinition definition = slices.read(slice);
            refill(moments, definition);
            writer.maintainAll(slice.id(), definition);
            timetable.schedule(slice.id(), definition, at);
          });
    }
  }

  /** Values that no slice kept so far are collected; values that none keeps any more go. */
  private static void keepMoments(
      Connection connection, UUID organizationId, Set<Kept> before, Plan<SliceDefinition> wanted)
      throws SQLException {
    Moments moments = new Moments(connection, organizationId);
    Set<Kept> now =
        wanted.slices().flatMap(d -> Timetable.kept(d).stream()).collect(Collectors.toSet());
    for (Kept kept : now) {
      if (!before.contains(kept)) {
        moments.fill(kept);
      }
    }
    for (Kept kept : before) {
      if (!now.contains(kept)) {
        moments.drop(kept);
      }
    }
  }

  /** Nobody kept them for a slice that could not be read. */
  private static void refill(Moments moments, SliceDefinition definition) throws SQLException {
    for (Kept kept : Timetable.kept(definition)) {
      moments.drop(kept);
      moments.fill(kept);
    }
  }

  private Set<Kept> kept(List<ActiveSlice> active) {
    return active.stream()
        .filter(ActiveSlice::movesWithTime)
        .flatMap(slice -> kept(slice).stream())
        .collect(Collectors.toSet());
  }

  /** Nothing of a slice that cannot be read: as soon as it is looked at, it is set aside. */
  private Set<Kept> kept(ActiveSlice slice) {
    try {
      return Timetable.kept(slices.read(slice));
    } catch (RuntimeException e) {
      return Set.of();
    }
  }

  private static <K, V> V known(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key));
  }
}
