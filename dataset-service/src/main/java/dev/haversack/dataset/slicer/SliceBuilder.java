package dev.haversack.dataset.slicer;

import dev.haversack.dataset.configuration.Relation;
import dev.haversack.dataset.slicer.RelatedRows.StepRow;
import dev.haversack.dataset.slices.FilteredSlice;
import dev.haversack.dataset.slices.PlanCompiler;
import dev.haversack.dataset.slices.RelatedSlice;
import dev.haversack.dataset.slices.SliceDefinition;
import dev.haversack.dataset.slices.SliceStore;
import dev.haversack.dataset.slices.SliceStore.ActiveSlice;
import dev.haversack.dataset.slices.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Finds the slices of definitions, and makes and fills those that are missing; for one batch. */
final class SliceBuilder {

  private final Connection connection;
  private final UUID organizationId;
  private final long position;
  private final Instant now;
  private final SliceStore slices;
  private final PlanCompiler compiler;
  private final Edges edges;
  private final boolean draft;
  private final Map<String, Long> present;
  private final Map<SliceDefinition, Long> ids = new HashMap<>();
  private final Map<Long, FilteredSlice> fresh = new HashMap<>();

  SliceBuilder(
      Connection connection,
      UUID organizationId,
      long position,
      Instant now,
      SliceStore slices,
      PlanCompiler compiler,
      List<ActiveSlice> active,
      Edges edges,
      boolean draft) {
    this.connection = connection;
    this.organizationId = organizationId;
    this.position = position;
    this.now = now;
    this.slices = slices;
    this.compiler = compiler;
    this.edges = edges;
    this.draft = draft;
    this.present = new HashMap<>(SliceStore.idsByHash(active));
  }

  /** The slice of a definition that was built. */
  long id(SliceDefinition definition) {
    return Objects.requireNonNull(ids.get(definition));
  }

  /** All slices that were asked for. */
  Collection<Long> inUse() {
    return Set.copyOf(ids.values());
  }

  void buildFiltered(List<FilteredSlice> definitions) throws SQLException {
    var planning = new Planning(connection);
    var writer = new SliceWriter(connection, organizationId, position, now, edges, planning);
    var failures = new SliceFailures(connection, organizationId, now);
    for (FilteredSlice definition : definitions) {
      String hash = hash(definition);
      if (!present.containsKey(hash)) {
        ActiveSlice created =
            slices.create(connection, organizationId, definition, hash, position, null, draft);
        failures.attempt(created, () -> writer.fill(created.id(), definition));
        planning.forget();
        fresh.put(created.id(), definition);
        present.put(hash, created.id());
      }
      note(definition, hash);
    }
    planning.end();
  }

  /** Notes when slices that move with time, and were just made, are due. */
  void scheduleFresh() throws SQLException {
    Timetable timetable = new Timetable(connection, organizationId);
    for (var slice : fresh.entrySet()) {
      timetable.schedule(slice.getKey(), slice.getValue(), now);
    }
  }

  /** After those that they are made from. */
  void buildRelated(List<RelatedSlice> definitions) throws SQLException {
    Map<Relation, Long> kept = edges.kept();
    List<RelatedSlice> made = new ArrayList<>();
    for (RelatedSlice definition : definitions) {
      String hash = hash(definition);
      if (!present.containsKey(hash)) {
        long seed = id(definition.seed());
        present.put(
            hash,
            slices
                .create(connection, organizationId, definition, hash, position, seed, draft)
                .id());
        made.add(definition);
      }
      note(definition, hash);
    }
    List<StepRow> steps = new ArrayList<>();
    made.forEach(definition -> steps.addAll(stepsTo(definition, kept)));
    new RelatedRows(connection, organizationId, position).fill(steps);
  }

  /**
   * From the seed where a step begins there, and from each slice of the same seed where it does.
   */
  private List<StepRow> stepsTo(RelatedSlice definition, Map<Relation, Long> relations) {
    List<StepRow> rows = new ArrayList<>();
    long eligible = id(Objects.requireNonNull(definition.eligible().get(definition.entity())));
    for (Step step : definition.steps()) {
      if (step.to().equals(definition.entity())) {
        long relation = Objects.requireNonNull(relations.get(step.relation()));
        if (step.from().equals(definition.seed().entity())) {
          rows.add(
              new StepRow(
                  id(definition),
                  id(definition.seed()),
                  relation,
                  step.toParent(),
                  eligible,
                  true));
        }
        if (definition.eligible().containsKey(step.from())) {
          rows.add(
              new StepRow(
                  id(definition),
                  id(definition.of(step.from())),
                  relation,
                  step.toParent(),
                  eligible,
                  false));
        }
      }
    }
    return rows;
  }

  private void note(SliceDefinition definition, String hash) {
    ids.put(definition, Objects.requireNonNull(present.get(hash)));
  }

  private String hash(SliceDefinition definition) {
    return HexFormat.of().formatHex(compiler.hash(definition));
  }
}
