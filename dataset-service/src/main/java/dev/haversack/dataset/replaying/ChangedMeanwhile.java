package dev.haversack.dataset.replaying;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.FieldError;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.records.Checks;
import dev.haversack.dataset.records.Findings;
import dev.haversack.platform.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What others changed of what an update sets, and no policy settles: it is told beside what is
 * wrong with the update by itself, so that who corrects the one sees the other. The values that the
 * update sets do not count, good or bad: who may not see an attribute could find it out by guesses.
 */
final class ChangedMeanwhile {

  private static final String MESSAGE = "Others changed it meanwhile.";

  private ChangedMeanwhile() {}

  /**
   * The findings.
   *
   * @param sent what the update sets
   * @param resolved whether somebody has decided about it
   */
  static List<FieldError> findings(
      EntityModel entity, ObjectNode sent, ConflictDetector detector, boolean resolved) {
    ConflictDetection detection = entity.conflictDetection();
    if (detection == ConflictDetection.OFF && !resolved) {
      return List.of();
    }
    Set<String> open =
        sent.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> !entity.secured().contains(name))
            .filter(name -> entity.policyOf(name) == AttributePolicy.MANUAL)
            .collect(Collectors.toSet());
    List<FieldError> changed =
        detector.changedByOthers().stream()
            .filter(open::contains)
            .map(name -> Findings.of(name, ProblemCode.VERSION_MISMATCH, MESSAGE))
            .toList();
    boolean anyChangeCounts = detection != ConflictDetection.ATTRIBUTE && !open.isEmpty();
    return changed.isEmpty() && anyChangeCounts && detector.isNewer()
        ? List.of(Checks.finding(ProblemCode.VERSION_MISMATCH, MESSAGE))
        : changed;
  }
}
