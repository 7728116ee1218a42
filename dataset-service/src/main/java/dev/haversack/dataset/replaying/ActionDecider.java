package dev.haversack.dataset.replaying;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.MergeSource;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.Ownership;
import dev.haversack.dataset.commands.CommandEffect;
import dev.haversack.dataset.commands.Stages;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.records.CheckedValues;
import dev.haversack.dataset.records.Checks;
import dev.haversack.dataset.records.Findings;
import dev.haversack.dataset.records.Pairs;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordPlanner;
import dev.haversack.dataset.records.RecordRow;
import dev.haversack.dataset.records.RecordValidator;
import dev.haversack.dataset.records.RecordWrite;
import dev.haversack.dataset.records.Values;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of one action after another, on the state that those before it left. Knows
 * no database. An action that fails leaves the state as it was.
 */
final class ActionDecider {

  private final OrganizationModel organization;
  private final RecordPlanner planner;
  private final GroupState state;
  private final UUID maker;
  private final Failures failures;
  private final CommandRunner commands;
  private final Instant now;

  ActionDecider(
      OrganizationModel organization,
      RecordPlanner planner,
      GroupState state,
      UUID maker,
      Failures failures,
      CommandRunner commands,
      Instant now) {
    this.now = now;
    this.organization = organization;
    this.planner = planner;
    this.state = state;
    this.maker = maker;
    this.failures = failures;
    this.commands = commands;
  }

  /** Decides, and takes the effect over into the state. */
  ActionOutcome decide(ApplyAction action) {
    var key = new RecordKey(action.entity(), action.recordId());
    RecordRow present = state.row(key).orElse(null);
    int mark = state.mark();
    try {
      EntityModel entity = RecordPlanner.writable(organization, action.entity());
      ActionOutcome outcome =
          switch (action.operation()) {
            case CREATE -> create(entity, action, present);
            case UPDATE, ASSIGN -> update(entity, action, present);
            case DELETE -> delete(entity, action, present);
            case FOLLOW -> follow(entity, present);
            case UNFOLLOW -> new ActionOutcome.Following(false);
            case COMMAND -> command(entity, action, present);
            case ASSOCIATE, DISASSOCIATE -> pair(entity, action, present);
          };
      if (outcome instanceof ActionOutcome.Effective effective && effective.write() != null) {
        state.take(effective.write(), effective.merged());
      }
      return outcome;
    } catch (ProblemException e) {
      state.backTo(mark);
      return failures.other(e.code() == ProblemCode.NOT_FOUND ? outOfReach() : e, present);
    }
  }

  /** The device has the record; that its user may not read it any more is a matter of rights. */
  private ProblemException outOfReach() {
    return ProblemException.of(
        ProblemCode.PRIVILEGE_DENIED,
        maker.equals(planner.userId())
            ? "The user's roles do not reach this record any more."
            : "The user's roles do not reach this record.");
  }

  private ActionOutcome create(
      EntityModel entity, ApplyAction action, @Nullable RecordRow present) {
    if (present != null) {
      return isTheSame(entity, action, present)
          ? new ActionOutcome.Effective(null, present.version(), null, List.of())
          : failures.exists(present);
    }
    Stages.requireOffline(entity);
    ObjectNode attributes = ofMaker(entity, Sent.attributes(action));
    checkState(entity, action, null, () -> planner.create(entity, action.recordId(), attributes));
    RecordWrite.Insert insert = planner.create(entity, action.recordId(), attributes);
    return new ActionOutcome.Effective(insert, insert.version(), null, List.of());
  }

  /** Refuses a state that a command leads to, with whatever else is wrong. */
  private void checkState(
      EntityModel entity, ApplyAction action, @Nullable RecordRow present, Runnable all) {
    var checks = new Checks().check(() -> commands.checkState(entity, action, present));
    if (!checks.isEmpty()) {
      checks.check(all).raise();
    }
  }

  /** What somebody makes for another belongs to the other, unless it says otherwise. */
  private ObjectNode ofMaker(EntityModel entity, ObjectNode attributes) {
    return entity.ownership() != Ownership.USER
            || maker.equals(planner.userId())
            || attributes.has(EntityModel.OWNER)
        ? attributes
        : attributes.deepCopy().put(EntityModel.OWNER, maker.toString());
  }

  /** Two who associate the same records, or end the pair, want the same. */
  private ActionOutcome pair(EntityModel entity, ApplyAction action, @Nullable RecordRow present) {
    ObjectNode sent = Sent.attributes(action);
    boolean associates = action.operation() == Operation.ASSOCIATE;
    Pairs.requirePair(entity, sent);
    if (associates && present == null) {
      return create(entity, action, null);
    }
    Findings.raise(new RecordValidator(entity).read(sent).findings());
    Pairs.checkId(entity, action.recordId(), sent);
    planner.checkAssociate(entity, sent);
    if (present == null) {
      return new ActionOutcome.Effective(null, null, null, List.of());
    }
    return associates
        ? new ActionOutcome.Effective(null, present.version(), null, List.of())
        : remove(entity, present);
  }

  /** Made on two devices with one id and the same contents, there is nothing to decide about. */
  private boolean isTheSame(EntityModel entity, ApplyAction action, RecordRow present) {
    CheckedValues sent = new RecordValidator(entity).read(Sent.attributes(action));
    try {
      planner.checkRead(entity, present);
      planner.checkAttributes(entity, Sent.attributes(action));
    } catch (ProblemException e) {
      return false;
    }
    return sent.findings().isEmpty()
        && !sent.values().isEmpty()
        && sent.values().properties().stream()
            .allMatch(v -> Values.same(v.getValue(), present.attributes().get(v.getKey())));
  }

  private ActionOutcome update(
      EntityModel entity, ApplyAction action, @Nullable RecordRow present) {
    if (present == null) {
      return failures.notFound();
    }
    Stages.requireOffline(entity);
    checkBase(action, present);
    ConflictDetector detector = detector(entity, action, present);
    ObjectNode sent = Sent.attributes(action);
    try {
      requireSound(entity, action, present);
    } catch (ProblemException e) {
      throw failures.with(
          e, ChangedMeanwhile.findings(entity, sent, detector, action.overwrite()), present);
    }
    var settlement =
        new Settlement(
            entity,
            detector,
            present.attributes(),
            new RecordValidator(entity).read(sent).values(),
            madeAtOrNow(action));
    return switch (settlement.settle(action.overwrite())) {
      case Settlement.Result.Left left ->
          failures.conflict(left, wrongBesides(entity, sent, left, present), present);
      case Settlement.Result.Settled settled -> change(entity, action, present, settled);
    };
  }

  /** What is wrong with the values that do not come from the other side anyway. */
  private List<FieldError> wrongBesides(
      EntityModel entity, ObjectNode sent, Settlement.Result.Left left, RecordRow present) {
    ObjectNode mine = sent.deepCopy();
    left.by().stream()
        .filter(merge -> merge.source() == MergeSource.THEIRS)
        .map(AttributeMerge::attribute)
        .forEach(name -> {
          mine.remove(name);
          Optional.ofNullable(entity.companionOf(name)).ifPresent(mine::remove);
        });
    return new Checks().check(() -> planner.checkValues(entity, present, mine)).findings();
  }

  /** Refuses what the user may not do or set, whatever others did to the record meanwhile. */
  private void requireSound(EntityModel entity, ApplyAction action, RecordRow present) {
    ObjectNode sent = Sent.attributes(action);
    if (action.operation() == Operation.ASSIGN) {
      planner.checkAssign(entity, present, sent);
      planner.checkAttributes(entity, sent);
      Findings.raise(new RecordValidator(entity).read(sent).findings());
    } else {
      // What the user may not see must not be told of by its state.
      planner.mayChange(entity, present);
      checkState(entity, action, present, () -> planner.update(entity, present, sent));
      planner.checkUpdate(entity, present, sent);
    }
  }

  private Detection detection(
      EntityModel entity, ApplyAction action, RecordRow present, ObjectNode mine) {
    ConflictDetector detector = detector(entity, action, present);
    return action.overwrite() ? detector.overwrite(mine) : detector.update(mine);
  }

  private ActionOutcome command(
      EntityModel entity, ApplyAction action, @Nullable RecordRow present) {
    if (present == null) {
      return failures.notFound();
    }
    checkBase(action, present);
    planner
        .mayChange(entity, present)
        .check(() -> commands.checkParameters(entity, action, planner))
        .raise();
    CommandEffect effect = commands.effect(entity, action, present);
    Optional<RecordKey> taken =
        effect.created().stream()
            .map(CommandEffect.NewRecord::key)
            .filter(key -> state.row(key).isPresent())
            .findFirst();
    if (taken.isPresent()) {
      return failures.outputExists(action, taken.get());
    }
    ObjectNode mine = effect.decisive();
    return switch (detection(entity, action, present, mine)) {
      case Detection.Conflict conflict -> failures.conflict(conflict, present);
      case Detection.Clear clear -> carryOut(entity, present, effect, null);
      case Detection.Mergeable mergeable ->
          carryOut(entity, present, effect, merges(entity, action, present, mine));
    };
  }

  private ActionOutcome carryOut(
      EntityModel entity,
      RecordRow present,
      CommandEffect effect,
      @Nullable List<AttributeMerge> merges) {
    Checks checks = new Checks();
    effect.created().forEach(made -> checks.check(() -> planner.mayCreateAny(made.key().entity())));
    checks.raise();
    List<RecordWrite.Insert> created = new ArrayList<>();
    for (CommandEffect.NewRecord made : effect.created()) {
      EntityModel model = RecordPlanner.writable(organization, made.key().entity());
      RecordWrite.Insert insert =
          planner.create(model, made.key().id(), ofMaker(model, made.attributes()));
      state.take(insert);
      created.add(insert);
    }
    Optional<RecordWrite.Update> update =
        planner.update(entity, present, effect.changes(), effect.kept());
    return new ActionOutcome.Effective(
        update.orElse(null), versionAfter(update, present), merges, created);
  }

  private ActionOutcome follow(EntityModel entity, @Nullable RecordRow present) {
    if (present == null) {
      return failures.notFound();
    }
    planner.checkRead(entity, present);
    return new ActionOutcome.Following(true);
  }

  /** A version that never was would hide every conflict. */
  private static void checkBase(ApplyAction action, RecordRow present) {
    if (Sent.seenVersion(action) > present.version()) {
      throw ProblemException.of(
          ProblemCode.OUT_OF_RANGE, "The record never had the version that the action builds on.");
    }
  }

  private ActionOutcome change(
      EntityModel entity,
      ApplyAction action,
      RecordRow present,
      Settlement.Result.Settled settled) {
    ObjectNode sent = sent(entity, Sent.attributes(action), settled.values());
    if (sent.isEmpty()) {
      return new ActionOutcome.Effective(null, present.version(), settled.merges(), List.of());
    }
    Optional<RecordWrite.Update> update =
        action.operation() == Operation.ASSIGN
            ? planner.assign(entity, present, sent)
            : planner.update(entity, present, sent);
    return new ActionOutcome.Effective(
        update.orElse(null), versionAfter(update, present), settled.merges(), List.of());
  }

  /** What the action sent, as far as it was not settled otherwise; companions go with lookups. */
  private static ObjectNode sent(EntityModel entity, ObjectNode sent, ObjectNode settled) {
    ObjectNode values = settled.deepCopy();
    sent.properties().stream()
        .filter(field -> entity.isCompanion(field.getKey()))
        .filter(field ->
            entity.lookupOf(field.getKey()).filter(l -> settled.has(l.logicalName())).isPresent())
        .forEach(field -> values.set(field.getKey(), field.getValue()));
    return values;
  }

  private static List<AttributeMerge> merges(
      EntityModel entity, List<String> mine, List<String> theirs) {
    Stream<AttributeMerge> ours =
        mine.stream().map(name -> new AttributeMerge(name, MergeSource.MINE, null));
    Stream<AttributeMerge> others =
        theirs.stream()
            .filter(name -> !mine.contains(name) && !entity.secured().contains(name))
            .map(name -> new AttributeMerge(name, MergeSource.THEIRS, null));
    return Stream.concat(ours, others).toList();
  }

  private List<AttributeMerge> merges(
      EntityModel entity, ApplyAction action, RecordRow present, ObjectNode mine) {
    return merges(
        entity,
        mine.properties().stream().map(Map.Entry::getKey).toList(),
        detector(entity, action, present).changedByOthers());
  }

  private static long versionAfter(Optional<RecordWrite.Update> update, RecordRow present) {
    return update.map(RecordWrite.Update::version).orElse(present.version());
  }

  private ActionOutcome delete(
      EntityModel entity, ApplyAction action, @Nullable RecordRow present) {
    if (present == null) {
      // Both sides wanted it gone.
      return state.wasDeleted(new RecordKey(entity.name(), action.recordId()))
          ? new ActionOutcome.Effective(null, null, null, List.of())
          : failures.notFound();
    }
    Stages.requireOffline(entity);
    checkBase(action, present);
    planner.checkDelete(entity, present);
    ConflictDetector detector = detector(entity, action, present);
    Detection detection = action.overwrite() ? detector.overwrite(null) : detector.delete();
    return switch (detection) {
      case Detection.Conflict conflict -> settleDelete(entity, action, present, conflict);
      case Detection.Clear clear -> remove(entity, present);
      case Detection.Mergeable mergeable -> remove(entity, present);
    };
  }

  private ActionOutcome settleDelete(
      EntityModel entity, ApplyAction action, RecordRow present, Detection.Conflict conflict) {
    Optional<Instant> changed =
        detector(entity, action, present).lastChangeByOthers(conflict.attributes());
    return Settlement.deleteWins(entity.conflictPolicy(), madeAtOrNow(action), changed)
        .map(wins ->
            wins
                ? remove(entity, present)
                : new ActionOutcome.Effective(
                    null,
                    present.version(),
                    merges(entity, List.of(), conflict.attributes()),
                    List.of()))
        .orElseGet(() -> failures.conflict(conflict, present));
  }

  private ActionOutcome remove(EntityModel entity, RecordRow present) {
    return new ActionOutcome.Effective(planner.delete(entity, present), null, null, List.of());
  }

  private ConflictDetector detector(EntityModel entity, ApplyAction action, RecordRow present) {
    long seen = Sent.seenVersion(action);
    long effective = Math.max(Sent.effectiveVersion(action), state.ownVersion(present.key()));
    return new ConflictDetector(
        entity.conflictDetection(),
        new ConflictDetector.Present(present.version(), present.attributes()),
        new ConflictDetector.Base(
            seen, effective, Sent.baseValues(entity, action), action.overwrite()),
        state.since(present.key(), seen));
  }

  private Instant madeAtOrNow(ApplyAction action) {
    Instant madeAt = Sent.madeAt(action, now);
    return madeAt == null ? now : madeAt;
  }
}
