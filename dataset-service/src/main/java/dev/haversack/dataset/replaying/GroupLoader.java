package dev.haversack.dataset.replaying;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.CommandName;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.Operation;
import dev.haversack.dataset.commands.Commands;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.records.OpenChildren;
import dev.haversack.dataset.records.RecordAccess;
import dev.haversack.dataset.records.RecordJournal;
import dev.haversack.dataset.records.RecordJournal.Overwritten;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordRow;
import dev.haversack.dataset.records.RecordStore;
import dev.haversack.dataset.records.RecordValidator;
import dev.haversack.dataset.records.Reference;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Loads what a group of actions needs, with one query per kind of thing. */
@ApplicationScoped
class GroupLoader {

  private final RecordStore store;
  private final RecordJournal journal;
  private final AppliedActions applied;
  private final OpenChildren children;
  private final Commands commands;

  GroupLoader(
      RecordStore store,
      RecordJournal journal,
      AppliedActions applied,
      OpenChildren children,
      Commands commands) {
    this.store = store;
    this.journal = journal;
    this.applied = applied;
    this.children = children;
    this.commands = commands;
  }

  /**
   * What was loaded.
   *
   * @param targets what lookups may point to; the state keeps it up to date
   * @param versions as many as the actions can need, rising, newer than those of what is locked
   */
  record Loaded(GroupState state, Map<RecordKey, RecordAccess> targets, List<Long> versions) {}

  /** Loads, and locks the records that the actions write to. */
  Loaded load(
      OrganizationModel organization, UUID deviceId, List<ApplyAction> actions, Instant now) {
    UUID organizationId = organization.organizationId();
    Set<RecordKey> writable = writable(organization, actions);
    int needed = versions(actions);
    RecordStore.Locked found = store.lock(organizationId, writable, needed);
    List<RecordRow> locked = found.rows();
    Set<RecordKey> candidates =
        actions.stream()
            .flatMap(action -> candidates(organization, action))
            .collect(Collectors.toCollection(HashSet::new));
    candidates.addAll(pointedTo(organization, actions, locked));
    Map<RecordKey, RecordAccess> targets = store.accessOf(organizationId, candidates);
    locked.forEach(row -> targets.put(row.key(), row.access()));
    Map<RecordKey, List<Overwritten>> history =
        journal.since(organizationId, basesOfChanged(organization, actions, locked));
    Set<RecordKey> processed = goingThrough(organization, actions, locked);
    Map<RecordKey, UUID> open = children.below(organizationId, commanded(actions));
    open.putAll(children.instances(organizationId, processed.stream().map(RecordKey::id).toList()));
    return new Loaded(
        new GroupState(
            organization,
            locked,
            store.find(organizationId, without(processed, locked)),
            targets,
            steps(organizationId, deviceId, history),
            open,
            deleted(organization, actions, locked),
            now),
        targets,
        // Others may make, change and delete what is not there: versions for it come last.
        locked.size() == writable.size() ? found.versions() : store.nextVersions(needed));
  }

  /** Which of the records to delete are gone already. */
  private Set<RecordKey> deleted(
      OrganizationModel organization, List<ApplyAction> actions, List<RecordRow> locked) {
    Set<RecordKey> missing =
        actions.stream()
            .filter(action -> action.operation() == Operation.DELETE)
            .map(GroupLoader::key)
            .collect(Collectors.toCollection(HashSet::new));
    locked.forEach(row -> missing.remove(row.key()));
    return journal.deleted(organization.organizationId(), missing);
  }

  /** How many versions the actions need at most. */
  private static int versions(List<ApplyAction> actions) {
    return actions.stream()
        .mapToInt(action -> {
          CommandName command = action.command();
          return command == null ? 1 : 1 + command.outputs().size();
        })
        .sum();
  }

  /** Without the directory's own records: the feed writes those, and must wait for nobody here. */
  private static Set<RecordKey> writable(
      OrganizationModel organization, List<ApplyAction> actions) {
    return actions.stream()
        .flatMap(GroupLoader::keys)
        .filter(key -> organization.entity(key.entity()).filter(e -> !e.isDirectory()).isPresent())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<RecordKey> candidates(OrganizationModel organization, ApplyAction action) {
    ObjectNode attributes = action.attributes();
    if (attributes == null) {
      return Stream.empty();
    }
    CommandName command = action.command();
    return command == null
        ? candidates(organization, action.entity(), attributes)
        : commands.read(command, attributes).references().stream()
            .flatMap(Reference::storedCandidates);
  }

  private static Stream<RecordKey> candidates(
      OrganizationModel organization, String entity, ObjectNode attributes) {
    return organization.entity(entity).stream()
        .flatMap(model -> new RecordValidator(model).read(attributes).references().stream())
        .flatMap(Reference::storedCandidates);
  }

  /**
   * A command may have what it makes point to what its record points to; and who may end a pair is
   * a matter of its two records.
   */
  private static Set<RecordKey> pointedTo(
      OrganizationModel organization, List<ApplyAction> actions, List<RecordRow> locked) {
    Set<UUID> records = commanded(actions);
    return locked.stream()
        .filter(row ->
            records.contains(row.key().id())
                || organization
                    .entity(row.key().entity())
                    .filter(EntityModel::isIntersect)
                    .isPresent())
        .flatMap(row -> candidates(organization, row.key().entity(), row.attributes()))
        .collect(Collectors.toSet());
  }

  /** The records that go through the processes whose instances the actions write to. */
  private static Set<RecordKey> goingThrough(
      OrganizationModel organization, List<ApplyAction> actions, List<RecordRow> locked) {
    Stream<Map.Entry<String, ObjectNode>> sent =
        actions.stream()
            .filter(action -> action.operation() == Operation.CREATE)
            .map(action -> Map.entry(action.entity(), Sent.attributes(action)));
    Stream<Map.Entry<String, ObjectNode>> stored =
        locked.stream().map(row -> Map.entry(row.key().entity(), row.attributes()));
    return Stream.concat(sent, stored)
        .flatMap(instance -> record(organization, instance.getKey(), instance.getValue()).stream())
        .collect(Collectors.toSet());
  }

  private static Optional<RecordKey> record(
      OrganizationModel organization, String entity, ObjectNode attributes) {
    return organization
        .entity(entity)
        .flatMap(model ->
            model
                .processFlow()
                .flatMap(flow ->
                    new RecordValidator(model)
                            .read((ObjectNode) attributes.deepCopy().retain(flow.lookup()))
                            .references()
                            .stream()
                            .findFirst()
                            .map(reference -> new RecordKey(flow.entity(), reference.id()))));
  }

  private static Set<RecordKey> without(Set<RecordKey> keys, List<RecordRow> locked) {
    Set<RecordKey> others = new HashSet<>(keys);
    locked.forEach(row -> others.remove(row.key()));
    return others;
  }

  private static Set<UUID> commanded(List<ApplyAction> actions) {
    return actions.stream()
        .filter(action -> action.command() != null)
        .map(ApplyAction::recordId)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** The oldest base version of each record that changed since and whose changes matter. */
  private static Map<RecordKey, Long> basesOfChanged(
      OrganizationModel organization, List<ApplyAction> actions, List<RecordRow> locked) {
    Map<RecordKey, Long> present =
        locked.stream().collect(Collectors.toMap(RecordRow::key, RecordRow::version));
    Map<RecordKey, Long> bases = new HashMap<>();
    for (ApplyAction action : actions) {
      Long now = present.get(key(action));
      long seen = Sent.seenVersion(action);
      if (now != null
          && now > seen
          && action.operation() != Operation.CREATE
          && action.operation().writes()
          && detects(organization, action)) {
        bases.merge(key(action), seen, Math::min);
      }
    }
    return bases;
  }

  private static boolean detects(OrganizationModel organization, ApplyAction action) {
    return action.overwrite()
        || organization
            .entity(action.entity())
            .filter(entity ->
                entity.conflictDetection() != ConflictDetection.OFF || combines(entity, action))
            .isPresent();
  }

  /** One value is made of both whatever is detected, and what the device had may be history. */
  private static boolean combines(EntityModel entity, ApplyAction action) {
    ObjectNode attributes = action.attributes();
    return attributes != null
        && attributes.properties().stream()
            .anyMatch(field -> entity.policyOf(field.getKey()).combines());
  }

  /** The device's own earlier actions are told apart from what others did. */
  private Map<RecordKey, List<ConflictDetector.Step>> steps(
      UUID organizationId, UUID deviceId, Map<RecordKey, List<Overwritten>> history) {
    Set<UUID> actionIds =
        history.values().stream()
            .flatMap(List::stream)
            .map(Overwritten::actionId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    Map<UUID, Set<String>> own = applied.ofDevice(organizationId, deviceId, actionIds);
    Map<RecordKey, List<ConflictDetector.Step>> steps = new HashMap<>();
    history.forEach((key, overwritten) -> {
      List<ConflictDetector.Step> all = new ArrayList<>();
      for (Overwritten step : overwritten) {
        Set<String> merged = step.actionId() == null ? null : own.get(step.actionId());
        all.add(
            new ConflictDetector.Step(
                step.version(),
                step.before(),
                merged != null,
                merged == null ? Set.of() : merged,
                step.at()));
      }
      steps.put(key, all);
    });
    return steps;
  }

  /** The action's record, and those that it makes besides. */
  private static Stream<RecordKey> keys(ApplyAction action) {
    CommandName command = action.command();
    return command == null
        ? Stream.of(key(action))
        : Stream.concat(
            Stream.of(key(action)),
            command.outputsOf(action.attributes()).stream()
                .map(made -> new RecordKey(made.entity(), made.recordId())));
  }

  private static RecordKey key(ApplyAction action) {
    return new RecordKey(action.entity(), action.recordId());
  }
}
