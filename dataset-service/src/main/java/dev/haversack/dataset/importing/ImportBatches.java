package dev.haversack.dataset.importing;

import dev.haversack.contract.model.ImportAnswer;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.records.Authored;
import dev.haversack.dataset.records.OpenChildren;
import dev.haversack.dataset.records.Pairs;
import dev.haversack.dataset.records.RecordAccess;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordPlanner;
import dev.haversack.dataset.records.RecordRow;
import dev.haversack.dataset.records.RecordStore;
import dev.haversack.dataset.records.RecordValidator;
import dev.haversack.dataset.records.RecordWrite;
import dev.haversack.dataset.records.RecordWriter;
import dev.haversack.dataset.records.Reference;
import dev.haversack.dataset.records.Targets;
import dev.haversack.dataset.records.Unrestricted;
import dev.haversack.platform.ids.Ids;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Checks and writes an import batch by batch, in the caller's transaction. */
@ApplicationScoped
class ImportBatches {

  private final RecordStore store;
  private final RecordWriter writer;
  private final OpenChildren children;
  private final ForwardReferences forward;
  private final Clock clock;
  private final Ids ids;

  ImportBatches(
      RecordStore store,
      RecordWriter writer,
      OpenChildren children,
      ForwardReferences forward,
      Clock clock,
      Ids ids) {
    this.store = store;
    this.children = children;
    this.writer = writer;
    this.forward = forward;
    this.clock = clock;
    this.ids = ids;
  }

  /** Begins an import. */
  Run begin(
      OrganizationModel organization,
      UUID userId,
      EntityModel entity,
      boolean upsert,
      ImportFindings findings) {
    forward.begin();
    return new Run(organization, userId, entity, upsert, findings, clock.instant());
  }

  /** A line with the id that its record has or gets. */
  private record Identified(ImportLine.Readable line, RecordKey key) {}

  /** One import. */
  final class Run {

    private final OrganizationModel organization;
    private final UUID userId;
    private final EntityModel entity;
    private final boolean upsert;
    private final ImportFindings findings;
    private final Instant now;
    private long lines;
    private long created;
    private long updated;

    Run(
        OrganizationModel organization,
        UUID userId,
        EntityModel entity,
        boolean upsert,
        ImportFindings findings,
        Instant now) {
      this.organization = organization;
      this.userId = userId;
      this.entity = entity;
      this.upsert = upsert;
      this.findings = findings;
      this.now = now;
    }

    /** Takes some lines. Good ones are written even when others are bad: what is bad undoes all. */
    void take(List<ImportLine> batch) {
      List<Identified> readable = new ArrayList<>();
      for (ImportLine line : batch) {
        lines++;
        switch (line) {
          case ImportLine.Readable good -> {
            UUID id =
                good.id() == null
                    ? Pairs.idOf(entity, good.attributes()).orElseGet(ids::next)
                    : good.id();
            readable.add(new Identified(good, new RecordKey(entity.name(), id)));
          }
          case ImportLine.Unreadable bad ->
              findings.add(bad.number(), bad.field(), ProblemCode.MALFORMED_JSON, bad.message());
        }
      }
      if (!readable.isEmpty()) {
        write(readable);
      }
    }

    /**
     * Ends the import.
     *
     * @throws ProblemException {@code invalid-import} when any line is bad
     */
    ImportAnswer finish() {
      forward.check(organization.organizationId(), entity.name(), findings);
      findings.raise();
      return new ImportAnswer(lines, created, updated);
    }

    private void write(List<Identified> batch) {
      UUID organizationId = organization.organizationId();
      Map<RecordKey, RecordRow> rows = new HashMap<>();
      Set<RecordKey> keys = new HashSet<>();
      batch.forEach(line -> keys.add(line.key()));
      store.lock(organizationId, keys).forEach(row -> rows.put(row.key(), row));
      RecordPlanner planner = planner(batch, rows, keys);
      List<Authored> writes = new ArrayList<>();
      List<UUID> bad = new ArrayList<>();
      for (Identified line : batch) {
        try {
          plan(planner, line, rows).ifPresent(write -> writes.add(new Authored(write)));
        } catch (ProblemException e) {
          bad.add(line.key().id());
          findings.add(line.line().number(), e);
        }
      }
      forward.bad(bad);
      writer.write(organization, writes, userId, now);
    }

    private Optional<RecordWrite> plan(
        RecordPlanner planner, Identified line, Map<RecordKey, RecordRow> rows) {
      RecordRow present = rows.get(line.key());
      if (present == null) {
        RecordWrite.Insert insert =
            planner.create(entity, line.key().id(), line.line().attributes());
        rows.put(line.key(), insert.row());
        created++;
        return Optional.of(insert);
      }
      if (!upsert) {
        throw ProblemException.of(
            ProblemCode.DUPLICATE_RECORD,
            "A record with this id exists, or an earlier line has it.");
      }
      Optional<RecordWrite.Update> update =
          planner.update(entity, present, line.line().attributes());
      update.ifPresent(u -> {
        rows.put(line.key(), u.row());
        updated++;
      });
      return update.map(u -> u);
    }

    /** As the lines so far leave it. */
    private Stream<RecordKey> openBelow(UUID record, Map<RecordKey, RecordRow> rows) {
      return Stream.concat(
          children.instances(organization.organizationId(), List.of(record)).keySet().stream()
              .filter(key -> !rows.containsKey(key)),
          rows.values().stream()
              .filter(row -> record.equals(OpenChildren.parentOf(organization, row)))
              .map(RecordRow::key));
    }

    private RecordPlanner planner(
        List<Identified> batch, Map<RecordKey, RecordRow> rows, Set<RecordKey> own) {
      var validator = new RecordValidator(entity);
      Set<RecordKey> candidates = new HashSet<>();
      Map<Identified, List<Reference>> references = new HashMap<>();
      for (Identified line : batch) {
        List<Reference> found = validator.read(line.line().attributes()).references();
        references.put(line, found);
        found.stream().flatMap(Reference::storedCandidates).forEach(candidates::add);
      }
      Map<RecordKey, RecordAccess> targets =
          store.accessOf(organization.organizationId(), candidates);
      own.forEach(key -> targets.putIfAbsent(key, RecordAccess.NOBODY));
      var known = new Targets(organization.directory(), targets);
      List<ForwardReferences.Expected> expected = new ArrayList<>();
      references.forEach((line, found) ->
          found.forEach(reference -> {
            boolean mayCome = reference.entities().contains(entity.name());
            if (mayCome && known.resolve(reference).isEmpty()) {
              expected.add(new ForwardReferences.Expected(line.line().number(), reference));
            }
          }));
      forward.expect(expected);
      // At the end it is known whether a later line made them; until then they count as there.
      expected.forEach(
          e -> targets.put(new RecordKey(entity.name(), e.reference().id()), RecordAccess.NOBODY));
      Iterator<Long> versions = store.nextVersions(batch.size()).iterator();
      return new RecordPlanner(
          organization,
          new Unrestricted(),
          userId,
          now,
          known,
          record -> openBelow(record, rows),
          versions::next);
    }
  }
}
