package dev.haversack.dataset.slicer;

import dev.haversack.dataset.configuration.OrganizationModel;
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
    SliceWriter writer = new SliceWriter(connection, organizationId, position);
    SliceFailures failures = new SliceFailures(connection, organizationId, now);
    Map<String, Long> ids = new HashMap<>();
    for (var entry : hashes.entrySet()) {
      String hash = entry.getValue();
      Long id = present.get(hash);
      if (id == null && !ids.containsKey(hash)) {
        ActiveSlice fresh =
            slices.create(connection, organizationId, entry.getKey(), hash, position);
        failures.attempt(fresh, () -> writer.fill(fresh.id(), entry.getKey()));
        id = fresh.id();
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
    SliceWriter writer = new SliceWriter(connection, organizationId, position);
    SliceFailures failures = new SliceFailures(connection, organizationId, now);
    for (ActiveSlice slice :
        slices.active(connection, organizationId, changes.byEntity().keySet())) {
      if (!slice.isSetAside()) {
        Set<UUID> records = known(changes.byEntity(), slice.entity());
        failures.attempt(slice, () -> writer.maintain(slice.id(), slices.read(slice), records));
      }
    }
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
    SliceWriter writer = new SliceWriter(connection, organizationId, position);
    SliceFailures failures = new SliceFailures(connection, organizationId, now);
    for (ActiveSlice slice : due) {
      failures.attempt(slice, () -> writer.maintainAll(slice.id(), slices.read(slice)));
    }
  }

  private static <K, V> V known(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key));
  }
}
