package dev.haversack.dataset.replaying;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.Operation;
import dev.haversack.dataset.commands.CommandEffect;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.records.CheckedValues;
import dev.haversack.dataset.records.Findings;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordPlanner;
import dev.haversack.dataset.records.RecordRow;
import dev.haversack.dataset.records.RecordValidator;
import dev.haversack.dataset.records.RecordWrite;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of one action after another, on the state that those before it left. Knows
 * no database. An action that fails leaves the state as it was.
 */
final class ActionDecider {

  private final OrganizationModel organization;
  private final RecordPlanner planner;
  private final GroupState state;
  private final Failures failures;
  private final CommandRunner commands;

  ActionDecider(
      OrganizationModel organization,
      RecordPlanner planner,
      GroupState state,
      Failures failures,
      CommandRunner commands) {
    this.organization = organization;
    this.planner = planner;
    this.state = state;
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
          };
      if (outcome instanceof ActionOutcome.Effective effective && effective.write() != null) {
        state.take(effective.write());
      }
      return outcome;
    } catch (ProblemException e) {
      state.backTo(mark);
      return failures.other(e.code() == ProblemCode.NOT_FOUND ? outOfReach() : e, present);
    }
  }

  /** The device has the record; that its user may not read it any more is a matter of rights. */
  private static ProblemException outOfReach() {
    return ProblemException.of(
        ProblemCode.PRIVILEGE_DENIED, "The user's roles do not reach this record any more.");
  }

  private ActionOutcome create(
      EntityModel entity, ApplyAction action, @Nullable RecordRow present) {
    if (present != null) {
      return failures.exists(present);
    }
    RecordWrite.Insert insert = planner.create(entity, action.recordId(), attributesOf(action));
    return new ActionOutcome.Effective(insert, insert.version(), false, List.of());
  }

  private ActionOutcome update(
      EntityModel entity, ApplyAction action, @Nullable RecordRow present) {
    if (present == null) {
      return failures.notFound();
    }
    checkBase(action, present);
    boolean assigns = action.operation() == Operation.ASSIGN;
    if (assigns) {
      planner.checkAssign(present, attributesOf(action));
    } else {
      planner.checkChange(entity, present);
    }
    planner.checkAttributes(entity, attributesOf(action));
    CheckedValues mine = new RecordValidator(entity).read(attributesOf(action));
    Findings.raise(mine.findings());
    return switch (detection(entity, action, present, mine.values())) {
      case Detection.Conflict conflict -> failures.conflict(conflict, present);
      case Detection.Clear clear -> change(entity, action, present, false);
      case Detection.Mergeable mergeable -> change(entity, action, present, true);
    };
  }

  private Detection detection(
      EntityModel entity, ApplyAction action, RecordRow present, ObjectNode mine) {
    ConflictDetector detector = detector(entity, action, present);
    return action.overwrite() ? detector.overwrite(mine) : detector.update(mine);
  }

  /**
   * A command builds on its record being open, which it looks at itself. So a status reason that
   * changed meanwhile is in nobody's way.
   */
  private ActionOutcome command(
      EntityModel entity, ApplyAction action, @Nullable RecordRow present) {
    if (present == null) {
      return failures.notFound();
    }
    checkBase(action, present);
    planner.checkChange(entity, present);
    CommandEffect effect = commands.effect(entity, action, present);
    Optional<RecordRow> taken =
        effect.created().stream().flatMap(made -> state.row(made.key()).stream()).findFirst();
    if (taken.isPresent()) {
      return failures.exists(taken.get());
    }
    ObjectNode mine = effect.changes().deepCopy();
    mine.remove("statuscode");
    return switch (detection(entity, action, present, mine)) {
      case Detection.Conflict conflict -> failures.conflict(conflict, present);
      case Detection.Clear clear -> carryOut(entity, present, effect, false);
      case Detection.Mergeable mergeable -> carryOut(entity, present, effect, true);
    };
  }

  private ActionOutcome carryOut(
      EntityModel entity, RecordRow present, CommandEffect effect, boolean merged) {
    List<RecordWrite.Insert> created = new ArrayList<>();
    for (CommandEffect.NewRecord made : effect.created()) {
      EntityModel model = RecordPlanner.writable(organization, made.key().entity());
      RecordWrite.Insert insert = planner.create(model, made.key().id(), made.attributes());
      state.take(insert);
      created.add(insert);
    }
    Optional<RecordWrite.Update> update = planner.update(entity, present, effect.changes());
    return new ActionOutcome.Effective(
        update.orElse(null), versionAfter(update, present), merged, created);
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
    if (seenVersion(action) > present.version()) {
      throw ProblemException.of(
          ProblemCode.OUT_OF_RANGE, "The record never had the version that the action builds on.");
    }
  }

  private ActionOutcome change(
      EntityModel entity, ApplyAction action, RecordRow present, boolean merged) {
    ObjectNode sent = attributesOf(action);
    Optional<RecordWrite.Update> update =
        action.operation() == Operation.ASSIGN
            ? planner.assign(entity, present, sent)
            : planner.update(entity, present, sent);
    return new ActionOutcome.Effective(
        update.orElse(null), versionAfter(update, present), merged, List.of());
  }

  private static long versionAfter(Optional<RecordWrite.Update> update, RecordRow present) {
    return update.map(RecordWrite.Update::version).orElse(present.version());
  }

  private ActionOutcome delete(
      EntityModel entity, ApplyAction action, @Nullable RecordRow present) {
    if (present == null) {
      return failures.notFound();
    }
    checkBase(action, present);
    planner.checkDelete(entity, present);
    ConflictDetector detector = detector(entity, action, present);
    Detection detection = action.overwrite() ? detector.overwrite(null) : detector.delete();
    return switch (detection) {
      case Detection.Conflict conflict -> failures.conflict(conflict, present);
      case Detection.Clear clear -> remove(entity, present);
      case Detection.Mergeable mergeable -> remove(entity, present);
    };
  }

  private ActionOutcome remove(EntityModel entity, RecordRow present) {
    return new ActionOutcome.Effective(planner.delete(entity, present), null, false, List.of());
  }

  private ConflictDetector detector(EntityModel entity, ApplyAction action, RecordRow present) {
    long seen = seenVersion(action);
    long effective = Math.max(effectiveVersion(action), state.ownVersion(present.key()));
    return new ConflictDetector(
        entity.conflictDetection(),
        new ConflictDetector.Present(present.version(), present.attributes()),
        new ConflictDetector.Base(seen, effective, baseValues(entity, action)),
        state.since(present.key(), seen));
  }

  /** The version that the device saw; of a record that it made itself, the one that it made. */
  static long seenVersion(ApplyAction action) {
    return action.baseVersion() == null ? effectiveVersion(action) : action.baseVersion();
  }

  /** The second edit of a record in one queue builds on the outcome of the first. */
  private static long effectiveVersion(ApplyAction action) {
    long base = action.baseVersion() == null ? 0 : action.baseVersion();
    return action.precedingVersion() == null ? base : Math.max(base, action.precedingVersion());
  }

  /** Base values in the stored form; a value that cannot be read stays as it is. */
  private static @Nullable ObjectNode baseValues(EntityModel entity, ApplyAction action) {
    ObjectNode sent = action.baseValues();
    if (sent == null) {
      return null;
    }
    ObjectNode base = sent.deepCopy();
    new RecordValidator(entity)
        .read(sent)
        .values()
        .properties()
        .forEach(field -> base.set(field.getKey(), field.getValue()));
    return base;
  }

  static ObjectNode attributesOf(ApplyAction action) {
    ObjectNode attributes = action.attributes();
    return attributes == null ? JsonNodeFactory.instance.objectNode() : attributes;
  }
}
