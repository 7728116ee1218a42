package dev.haversack.conflict.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.conflict.errors.StoredError;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.MergeChoice;
import dev.haversack.contract.model.MergeSide;
import dev.haversack.platform.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes one set of attributes of two: what the user entered, without what shall be theirs, with
 * what was newly chosen. Attributes that both sides changed must be decided.
 *
 * <p>A companion attribute ({@code customeridtype} of {@code customerid}) follows the choice about
 * its lookup unless it is chosen itself: an id of mine beside an entity of theirs would point
 * nowhere.
 */
final class Merge {

  /** What came out. */
  sealed interface Result {}

  /**
   * The attributes to send.
   *
   * @param attributes empty when all is to be theirs
   */
  record Merged(ObjectNode attributes) implements Result {}

  /**
   * The choices do not make a merge.
   *
   * @param findings everything that is wrong with them
   */
  record Undecided(List<FieldError> findings) implements Result {}

  private static final String COMPANION_SUFFIX = "type";

  private final ObjectNode mine;
  private final ObjectNode theirs;
  private final ObjectNode settled;
  private final List<String> conflicting;
  private final Map<String, MergeChoice> choices;
  private final SentValues values;
  private final List<FieldError> findings = new ArrayList<>();

  Merge(StoredError error, @Nullable Map<String, MergeChoice> choices, SentValues values) {
    this.mine = orEmpty(error.mine());
    this.theirs = orEmpty(error.failure().theirs());
    this.settled = orEmpty(error.failure().settled());
    List<String> both = error.failure().conflicting();
    this.conflicting = both == null ? List.of() : both;
    // In the order of the names, so that findings always come in the same order.
    this.choices = new TreeMap<>(choices == null ? Map.of() : choices);
    this.values = values;
  }

  Result result() {
    choices.forEach(this::checkChoice);
    conflicting.forEach(this::checkDecided);
    return findings.isEmpty() ? new Merged(merged()) : new Undecided(List.copyOf(findings));
  }

  private ObjectNode merged() {
    ObjectNode merged = mine.deepCopy();
    settled
        .properties()
        .forEach(value -> {
          if (!choices.containsKey(value.getKey()) && isTheirs(value.getKey(), value.getValue())) {
            leave(merged, value.getKey());
          }
        });
    choices.forEach((attribute, choice) -> decide(merged, attribute, choice));
    return merged;
  }

  /**
   * Whether the entity's policies leave the attribute to the other side. What they combine is sent
   * as it was entered, and combined with what is there by then.
   */
  private boolean isTheirs(String attribute, JsonNode value) {
    JsonNode present = theirs.get(attribute);
    return present == null ? value.isNull() : present.equals(value);
  }

  private void leave(ObjectNode merged, String attribute) {
    merged.remove(attribute);
    String companion = attribute + COMPANION_SUFFIX;
    if (values.companions().contains(companion) && !choices.containsKey(companion)) {
      merged.remove(companion);
    }
  }

  private void decide(ObjectNode merged, String attribute, MergeChoice choice) {
    if (choice.take() != MergeSide.MINE) {
      leave(merged, attribute);
    }
    if (choice.value() != null) {
      // Of a new value, dataset-service finds the entity by itself.
      merged.set(attribute, choice.value());
    }
  }

  private void checkChoice(String attribute, MergeChoice choice) {
    if (!mine.has(attribute) && !theirs.has(attribute)) {
      find(
          attribute,
          ProblemCode.UNKNOWN_ATTRIBUTE,
          "Neither side has this attribute; a merge chooses among those that one of them has.");
    } else if ((choice.take() == null) == (choice.value() == null)) {
      find(attribute, ProblemCode.VALIDATION_FAILED, "Give either take or value.");
    } else if (choice.value() != null) {
      findings.addAll(values.findings(field(attribute), attribute, choice.value()));
    } else if (choice.take() == MergeSide.MINE && !mine.has(attribute)) {
      find(
          attribute,
          ProblemCode.VALIDATION_FAILED,
          "The action has no value for this attribute; take theirs or give a value.");
    }
  }

  private void checkDecided(String attribute) {
    if (!choices.containsKey(attribute) && !followsADecision(attribute)) {
      find(
          attribute,
          ProblemCode.MISSING_REQUIRED,
          "Both sides changed this attribute; take mine, take theirs or give a value.");
    }
  }

  private boolean followsADecision(String attribute) {
    return values.companions().contains(attribute)
        && choices.containsKey(
            attribute.substring(0, attribute.length() - COMPANION_SUFFIX.length()));
  }

  private void find(String attribute, ProblemCode code, String message) {
    findings.add(new FieldError(field(attribute), code.code(), message));
  }

  private static String field(String attribute) {
    return "choices." + attribute;
  }

  private static ObjectNode orEmpty(@Nullable ObjectNode values) {
    return values == null ? JsonNodeFactory.instance.objectNode() : values;
  }
}
