package dev.haversack.replay.upload;

import dev.haversack.contract.model.FieldError;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells actions that were uploaded before from new ones. */
final class Repeats {

  /**
   * An action that is stored.
   *
   * @param actionId its id
   * @param hash the hash of its contents
   */
  record Known(UUID actionId, byte[] hash) {}

  private Repeats() {}

  /**
   * The actions that are new.
   *
   * @param actions the batch, without gaps
   * @param lastSequence the highest sequence number that is stored
   * @param known what is stored, by sequence number, as far as the batch reaches
   * @throws ProblemException {@code sequence-gap}, {@code sequence-reused} or {@code
   *     action-id-reused}
   */
  static List<HashedAction> remove(
      List<HashedAction> actions, long lastSequence, Map<Long, Known> known) {
    long first = actions.getFirst().sequence();
    if (first > lastSequence + 1) {
      throw UploadShape.gap("actions[0].sequence", lastSequence + 1);
    }
    List<FieldError> otherAction = new ArrayList<>();
    List<FieldError> otherContents = new ArrayList<>();
    List<HashedAction> added = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      HashedAction action = actions.get(i);
      Known before = known.get(action.sequence());
      if (before == null) {
        added.add(action);
      } else if (!before.actionId().equals(action.id())) {
        otherAction.add(sequenceReused(i, action));
      } else if (!action.isStoredAs(before.hash())) {
        otherContents.add(idReused(i, action));
      }
    }
    refuse(ProblemCode.SEQUENCE_REUSED, "Sequence numbers name other actions.", otherAction);
    refuse(ProblemCode.ACTION_ID_REUSED, "Action ids name other actions.", otherContents);
    return added;
  }

  /**
   * Refuses new actions whose ids are taken elsewhere.
   *
   * @param added the new actions
   * @param taken the ids among them that other actions have
   */
  static void refuseTaken(List<HashedAction> actions, List<HashedAction> added, List<UUID> taken) {
    List<FieldError> findings =
        added.stream()
            .filter(action -> taken.contains(action.id()))
            .map(action -> idReused(actions.indexOf(action), action))
            .toList();
    refuse(ProblemCode.ACTION_ID_REUSED, "Action ids name other actions.", findings);
  }

  private static void refuse(ProblemCode code, String detail, List<FieldError> findings) {
    if (!findings.isEmpty()) {
      throw ProblemException.of(code, detail, findings);
    }
  }

  private static FieldError sequenceReused(int index, HashedAction action) {
    return new FieldError(
        "actions[" + index + "].sequence",
        ProblemCode.SEQUENCE_REUSED.code(),
        "Sequence number " + action.sequence() + " was used for another action.");
  }

  private static FieldError idReused(int index, HashedAction action) {
    return new FieldError(
        "actions[" + index + "].actionId",
        ProblemCode.ACTION_ID_REUSED.code(),
        "The id " + action.id() + " was used for another place or other contents.");
  }
}
