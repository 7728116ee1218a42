package dev.haversack.dataset.slicer;

import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.configuration.Relation;
import dev.haversack.dataset.slicer.Moments.Kept;
import dev.haversack.dataset.slices.FilteredSlice;
import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.slices.PlanCompiler;
import dev.haversack.dataset.slices.RelatedSlice;
import dev.haversack.dataset.slices.SliceDefinition;
import dev.haversack.dataset.slices.SliceStore;
import dev.haversack.dataset.slices.SliceStore.ActiveSlice;
import dev.haversack.dataset.slices.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the slices those that the published profiles need, and the profiles effective: all in the
 * transaction that closes the checkpoint, so that no sync sees a profile whose slices are not
 * filled. A slice that cannot be filled is set aside empty: its item takes nothing, which is safe,
 * until it works.
 */
final class Reconciler {

  private final PlanCompiler compiler;
  private final SliceStore slices;

  Reconciler(PlanCompiler compiler, SliceStore slices) {
    this.compiler = compiler;
    this.slices = slices;
  }

  /** Builds what is missing, retires what is not needed, and stores the plan. */
  void reconcile(
      Connection connection, OrganizationModel model, Edges edges, long position, Instant now)
      throws SQLException {
    UUID organizationId = model.organizationId();
    Plan<SliceDefinition> plan = compiler.compile(model);
    Set<SliceDefinition> wanted =
        plan.slices().flatMap(SliceDefinition::withUpstream).collect(Collectors.toSet());
    List<ActiveSlice> active = slices.active(connection, organizationId);
    var builder =
        new SliceBuilder(
            connection, organizationId, position, now, slices, compiler, active, edges, false);
    // Those that cascaded so far are let go with the next configuration, when nothing inherits
    // along them any more.
    edges.keep(
        Stream.of(
                wanted.stream().flatMap(Reconciler::relations),
                model.cascades().stream(),
                edges.cascading().stream())
            .flatMap(relations -> relations)
            .collect(Collectors.toSet()));
    builder.buildFiltered(only(FilteredSlice.class, wanted).toList());
    keepMoments(connection, organizationId, active, wanted);
    builder.scheduleFresh();
    builder.buildRelated(only(RelatedSlice.class, wanted).toList());
    retire(connection, organizationId, active, builder.inUse(), position, now);
    slices.storePlan(connection, organizationId, model.revision(), plan.map(builder::id));
  }

  /** The relations that a slice needs to be kept. */
  static Stream<Relation> relations(SliceDefinition definition) {
    return switch (definition) {
      case FilteredSlice filtered -> filtered.relations();
      case RelatedSlice related -> related.steps().stream().map(Step::relation);
    };
  }

  private void retire(
      Connection connection,
      UUID organizationId,
      List<ActiveSlice> active,
      Collection<Long> inUse,
      long position,
      Instant now)
      throws SQLException {
    List<Long> unneeded =
        active.stream().map(ActiveSlice::id).filter(id -> !inUse.contains(id)).toList();
    slices.retire(connection, organizationId, unneeded, position, now);
    new RelatedRows(connection, organizationId, position).forget(unneeded);
  }

  /** Values that no slice kept so far are collected; values that none keeps any more go. */
  private void keepMoments(
      Connection connection,
      UUID organizationId,
      List<ActiveSlice> active,
      Set<SliceDefinition> wanted)
      throws SQLException {
    Moments moments = new Moments(connection, organizationId);
    Set<Kept> before = Timetable.kept(active, slices);
    Set<Kept> now =
        only(FilteredSlice.class, wanted)
            .flatMap(definition -> Timetable.kept(definition).stream())
            .collect(Collectors.toSet());
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

  private static <T> Stream<T> only(Class<T> type, Set<SliceDefinition> wanted) {
    return wanted.stream().filter(type::isInstance).map(type::cast);
  }
}
