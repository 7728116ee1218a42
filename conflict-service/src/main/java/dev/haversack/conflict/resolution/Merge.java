package dev.haversack.conflict.resolution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.conflict.errors.StoredError;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.MergeChoice;
import dev.haversack.contract.model.MergeSide;
import dev.haversack.contract.model.MergeSource;
import dev.haversack.platform.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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
   * @param sources where attributes come from, but for what policies combine
   */
  record Merged(ObjectNode attributes, List<AttributeMerge> sources) implements Result {}

  /**
   * The choices do not make a merge.
   *
   * @param findings everything that is wrong with them
   */
  record Undecided(List<FieldError> findings) implements Result {}

  private static final String COMPANION_SUFFIX = "type";

  private final ObjectNode mine;
  private final ObjectNode theirs;
  private final Map<String, AttributeMerge> settled;
  private final List<String> conflicting;
  private final Map<String, MergeChoice> choices;
  private final SentValues values;
  private final List<FieldError> findings = new ArrayList<>();

  Merge(StoredError error, @Nullable Map<String, MergeChoice> choices, SentValues values) {
    this.mine = orEmpty(error.mine());
    this.theirs = orEmpty(error.failure().theirs());
    this.settled = byAttribute(error.failure().settledSources());
    List<String> both = error.failure().conflicting();
    this.conflicting = both == null ? List.of() : both;
    // In the order of the names, so that findings always come in the same order.
    this.choices = new TreeMap<>(choices == null ? Map.of() : choices);
    this.values = values;
  }

  Result result() {
    choices.forEach(this::checkChoice);
    conflicting.forEach(this::checkDecided);
    settled.values().forEach(this::checkPolicy);
    if (!findings.isEmpty()) {
      return new Undecided(List.copyOf(findings));
    }
    ObjectNode merged = merged();
    return new Merged(merged, sources(merged));
  }

  /**
   * What the entity's policies leave to the other side is not sent. What they combine is sent as it
   * was entered, and combined with what is there by then.
   */
  private ObjectNode merged() {
    ObjectNode merged = mine.deepCopy();
    settled.forEach((attribute, by) -> {
      if (!choices.containsKey(attribute) && by.source() == MergeSource.THEIRS) {
        leave(merged, attribute);
      }
    });
    choices.forEach((attribute, choice) -> decide(merged, attribute, choice));
    return merged;
  }

  /** What policies combine is told once they have: by then there may be nothing to combine. */
  private List<AttributeMerge> sources(ObjectNode merged) {
    Map<String, AttributeMerge> sources = new TreeMap<>(settled);
    sources.values().removeIf(by -> by.source() == MergeSource.BOTH);
    choices.forEach((attribute, choice) -> sources.put(attribute, source(attribute, choice)));
    merged
        .properties()
        .forEach(value -> {
          // A companion goes with its lookup.
          if (!values.companions().contains(value.getKey())) {
            sources.putIfAbsent(value.getKey(), mine(value.getKey()));
          }
        });
    return List.copyOf(sources.values());
  }

  private AttributeMerge source(String attribute, MergeChoice choice) {
    if (choice.value() != null) {
      return new AttributeMerge(attribute, MergeSource.RESOLVER, null);
    }
    return choice.take() == MergeSide.THEIRS
        ? new AttributeMerge(attribute, MergeSource.THEIRS, null)
        : mine(attribute);
  }

  private static AttributeMerge mine(String attribute) {
    return new AttributeMerge(attribute, MergeSource.MINE, null);
  }

  private static Map<String, AttributeMerge> byAttribute(List<AttributeMerge> merges) {
    return merges.stream()
        .collect(Collectors.toMap(AttributeMerge::attribute, Function.identity()));
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

  /** What was to be combined would replace what is there, were it sent without its policy. */
  private void checkPolicy(AttributeMerge by) {
    if (by.source() == MergeSource.BOTH
        && !choices.containsKey(by.attribute())
        && values.isOtherPolicy(by.attribute(), by.policy())) {
      find(
          by.attribute(),
          ProblemCode.MISSING_REQUIRED,
          "The policy that was to combine both sides is another by now; take mine, take theirs or give a value.");
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
