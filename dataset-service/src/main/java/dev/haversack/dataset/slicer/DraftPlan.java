package dev.haversack.dataset.slicer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.slices.FilteredSlice;
import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.slices.PlanCompiler;
import dev.haversack.dataset.slices.RelatedSlice;
import dev.haversack.dataset.slices.SliceDefinition;
import dev.haversack.dataset.slices.SliceStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The plan of a configuration that is not published, with all of its slices built as the slicer
 * would: for a transaction that is rolled back. It retires nothing and stores no plan, so that the
 * slicer need not wait for it.
 */
public final class DraftPlan {

  private DraftPlan() {}

  /** Builds what is missing, in the caller's transaction. */
  public static Plan<Long> build(
      Connection connection, ObjectMapper json, OrganizationModel model, Instant now)
      throws SQLException {
    UUID organizationId = model.organizationId();
    PlanCompiler compiler = new PlanCompiler(json);
    SliceStore slices = new SliceStore(json);
    Plan<SliceDefinition> plan = compiler.compile(model);
    Set<SliceDefinition> wanted =
        plan.slices().flatMap(SliceDefinition::withUpstream).collect(Collectors.toSet());
    long position = Checkpoints.position(connection, organizationId) + 1;
    Edges edges = new Edges(connection, organizationId);
    edges.keepAsWell(wanted.stream().flatMap(Reconciler::relations).collect(Collectors.toSet()));
    var builder =
        new SliceBuilder(
            connection,
            organizationId,
            position,
            now,
            slices,
            compiler,
            slices.active(connection, organizationId),
            edges,
            true);
    builder.buildFiltered(only(FilteredSlice.class, wanted));
    builder.buildRelated(only(RelatedSlice.class, wanted));
    return plan.map(builder::id);
  }

  private static <T> List<T> only(Class<T> type, Set<SliceDefinition> wanted) {
    return wanted.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
