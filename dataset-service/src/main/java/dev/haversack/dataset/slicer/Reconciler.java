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
import java.util.UUID;

/**
 * Makes the slices those that the published profiles need, and the profiles effective: all in the
 * transaction that closes the checkpoint, so that no sync sees a profile whose slices are not
 * filled.
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
    Map<String, Long> ids = new HashMap<>();
    for (var entry : hashes.entrySet()) {
      String hash = entry.getValue();
      Long id = present.get(hash);
      if (id == null && !ids.containsKey(hash)) {
        id = slices.create(connection, organizationId, entry.getKey(), hash, position);
        writer.fill(id, entry.getKey());
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

  /** Brings the slices of changed records up with them. */
  void maintain(Connection connection, UUID organizationId, Queue.Changes changes, long position)
      throws SQLException {
    if (changes.byEntity().isEmpty()) {
      return;
    }
    SliceWriter writer = new SliceWriter(connection, organizationId, position);
    for (ActiveSlice slice :
        slices.active(connection, organizationId, changes.byEntity().keySet())) {
      writer.maintain(
          slice.id(), slice.definition(), known(changes.byEntity(), slice.definition().entity()));
    }
  }

  private static <K, V> V known(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key));
  }
}
