package dev.haversack.dataset.replaying;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.dataset.records.Values;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether an update or delete meets changes that its device had not seen. Versions and
 * the history decide, never clocks.
 *
 * <p>An attribute was changed by others when the last step that touched it since the base is not
 * one of the device itself, and its value is not the base's: what came and went again is no change,
 * and what the device overwrote knowingly is its own. So a merge of others' changes into one edit
 * does not hide them from the next edit in the same queue.
 */
final class ConflictDetector {

  private final ConflictDetection mode;
  private final Present present;
  private final Base base;
  private final List<Step> since;

  /**
   * For one record.
   *
   * @param since what happened to the record after the version that the device saw, oldest first
   */
  ConflictDetector(ConflictDetection mode, Present present, Base base, List<Step> since) {
    this.mode = mode;
    this.present = present;
    this.base = base;
    this.since = since;
  }

  /**
   * The record now.
   *
   * @param version its version
   * @param values its values
   */
  record Present(long version, ObjectNode values) {}

  /**
   * What the action builds on.
   *
   * @param seenVersion the version of the record that the device saw
   * @param effectiveVersion the same, or the version that an earlier action of the device made
   * @param values the values that the device saw, where it sent them, in the stored form
   * @param resolved whether it is a resolver who saw the version: what he saw, the history says
   */
  record Base(
      long seenVersion, long effectiveVersion, @Nullable ObjectNode values, boolean resolved) {}

  /**
   * A step in the history of the record.
   *
   * @param version the version that it made
   * @param before the former values of what it changed
   * @param own whether the same device did it
   * @param merged what of it is not as the device entered it
   * @param at when it was made
   */
  record Step(long version, ObjectNode before, boolean own, Set<String> merged, Instant at) {}

  /**
   * Judges an update.
   *
   * @param mine the values that it sets, in the stored form; null takes a value away
   */
  Detection update(ObjectNode mine) {
    return switch (mode) {
      case OFF -> new Detection.Clear();
      case RECORD -> isNewer() ? conflict(mine) : new Detection.Clear();
      case ATTRIBUTE -> {
        if (!disputed(mine).isEmpty()) {
          yield conflict(mine);
        }
        yield isNewer() ? new Detection.Mergeable() : new Detection.Clear();
      }
    };
  }

  /** Judges a delete: it would take away whatever others changed. */
  Detection delete() {
    return switch (mode) {
      case OFF -> new Detection.Clear();
      case RECORD -> isNewer() ? conflictOfDelete() : new Detection.Clear();
      case ATTRIBUTE ->
          isNewer() || !changedByOthers(touched()).isEmpty()
              ? conflictOfDelete()
              : new Detection.Clear();
    };
  }

  /**
   * Judges an order of somebody who resolved a conflict, and who saw the base version: only what
   * came after that is in his way. In mode {@code attribute} that is a newer change of the same
   * attributes, else any newer version, also where nothing else is detected.
   *
   * @param mine the values that the action sets; null for a delete
   */
  Detection overwrite(@Nullable ObjectNode mine) {
    if (!isNewer()) {
      return new Detection.Clear();
    }
    if (mode == ConflictDetection.ATTRIBUTE && mine != null) {
      return update(mine);
    }
    return mine == null ? conflictOfDelete() : conflict(mine);
  }

  /** Whether the record is newer than what the action builds on. */
  boolean isNewer() {
    return present.version() > base.effectiveVersion();
  }

  /** The attributes that others changed since, and whose values still differ from the base's. */
  List<String> changedByOthers() {
    return changedByOthers(touched());
  }

  /** When others changed any of these attributes last. */
  Optional<Instant> lastChangeByOthers(Collection<String> names) {
    return since.stream()
        .filter(step -> !step.own() && names.stream().anyMatch(step.before()::has))
        .map(Step::at)
        .max(Comparator.naturalOrder());
  }

  /** Whether others changed the attribute since, whatever came of it. */
  boolean isTouchedByOthers(String name) {
    return since.stream().anyMatch(step -> !step.own() && step.before().has(name));
  }

  /** Whether others are in what the device itself made of the attribute since. */
  boolean isMerged(String name) {
    return since.stream().anyMatch(step -> step.merged().contains(name));
  }

  /**
   * What the device had, if that can be known: as it says itself; or as the history says since the
   * version that it names, unless an earlier action of the device had changed it since, of which it
   * has its own idea. What a resolver decided builds on nothing that could be combined.
   */
  Optional<JsonNode> knownBase(String name) {
    ObjectNode sent = base.values();
    if (sent != null && sent.has(name)) {
      return Optional.of(sent.get(name));
    }
    if (base.resolved()) {
      return Optional.empty();
    }
    boolean changedByOwn = since.stream().anyMatch(step -> step.own() && step.before().has(name));
    return changedByOwn || base.seenVersion() == 0
        ? Optional.empty()
        : Optional.of(baseValue(name));
  }

  private Detection conflict(ObjectNode mine) {
    List<String> all = mode == ConflictDetection.RECORD ? namesOf(mine) : List.of();
    return new Detection.Conflict(baseOf(namesOf(mine)), disputed(mine), all);
  }

  private Detection conflictOfDelete() {
    List<String> changed = changedByOthers(touched());
    return new Detection.Conflict(baseOf(changed), changed, changed);
  }

  /** What both sides changed, to different values. */
  private List<String> disputed(ObjectNode mine) {
    return changedByOthers(namesOf(mine)).stream()
        .filter(name -> !Values.same(present.values().get(name), mine.get(name)))
        .toList();
  }

  private List<String> changedByOthers(Collection<String> names) {
    return names.stream().filter(this::isChangedByOthers).toList();
  }

  private boolean isChangedByOthers(String name) {
    boolean byOthers = false;
    for (Step step : since) {
      if (step.before().has(name)) {
        byOthers = !step.own();
      }
    }
    return byOthers && !Values.same(baseValue(name), present.values().get(name));
  }

  private Set<String> touched() {
    Set<String> names = new LinkedHashSet<>();
    since.forEach(step -> names.addAll(namesOf(step.before())));
    return names;
  }

  /** What the device saw of these attributes, as far as known. */
  ObjectNode baseOf(Collection<String> names) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    names.forEach(name -> values.set(name, baseValue(name)));
    return values;
  }

  /** What the device saw: as it says itself, or else as the history says. */
  private JsonNode baseValue(String name) {
    ObjectNode sent = base.resolved() ? null : base.values();
    JsonNode value = sent == null ? null : sent.get(name);
    for (Step step : since) {
      value = value == null ? step.before().get(name) : value;
    }
    value = value == null ? present.values().get(name) : value;
    return value == null ? JsonNodeFactory.instance.nullNode() : value;
  }

  private static List<String> namesOf(ObjectNode values) {
    return values.properties().stream().map(java.util.Map.Entry::getKey).toList();
  }
}
