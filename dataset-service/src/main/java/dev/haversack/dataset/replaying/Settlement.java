package dev.haversack.dataset.replaying;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.ConflictPolicy;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.MergeSource;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.records.RecordValidator;
import dev.haversack.dataset.records.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Settles by the entity's policies what both sides changed. What is left over is for somebody to
 * decide.
 */
final class Settlement {

  private final EntityModel entity;
  private final ConflictDetector detector;
  private final ObjectNode present;
  private final Instant madeAt;
  private final Map<String, AttributeMerge> decided = new TreeMap<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<FieldError> findings = new ArrayList<>();
  private final ObjectNode mine;

  /**
   * For one update.
   *
   * @param present the record's values now
   * @param mine what the action sets, in the stored form
   * @param madeAt when it was made
   */
  Settlement(
      EntityModel entity,
      ConflictDetector detector,
      ObjectNode present,
      ObjectNode mine,
      Instant madeAt) {
    this.entity = entity;
    this.detector = detector;
    this.present = present;
    this.mine = mine.deepCopy();
    this.madeAt = madeAt;
  }

  /** What came of it. */
  sealed interface Result {
    /**
     * Settled.
     *
     * @param values what the action sets now
     * @param merges where the values come from; null when nobody else had changed the record
     */
    record Settled(ObjectNode values, @Nullable List<AttributeMerge> merges) implements Result {}

    /**
     * Somebody has to decide.
     *
     * @param conflict about what
     * @param settled what the record gets of what the policies settle, whatever he decides
     * @param by where that comes from
     * @param findings what is wrong with values that both sides would make together
     */
    record Left(
        Detection.Conflict conflict,
        ObjectNode settled,
        List<AttributeMerge> by,
        List<FieldError> findings)
        implements Result {}
  }

  /** Settles what can be settled. */
  Result settle(boolean overwrite) {
    combine();
    ObjectNode rest = mine.deepCopy();
    rest.remove(decided.keySet());
    rest.remove(unknown);
    if (rest.isEmpty() && !mine.isEmpty()) {
      return settled();
    }
    return switch (overwrite ? detector.overwrite(rest) : detector.update(rest)) {
      case Detection.Clear clear ->
          decided.isEmpty() && unknown.isEmpty() ? new Result.Settled(mine, null) : settled();
      case Detection.Mergeable mergeable -> settled();
      case Detection.Conflict conflict -> byPolicies(conflict, overwrite);
    };
  }

  /** Who wins a delete of a record that others changed: the action, if that is the answer. */
  static Optional<Boolean> deleteWins(
      ConflictPolicy policy, Instant madeAt, Optional<Instant> changedByOthers) {
    return switch (policy) {
      case MANUAL -> Optional.empty();
      case SERVER -> Optional.of(false);
      case CLIENT -> Optional.of(true);
      case LATEST -> Optional.of(changedByOthers.map(at -> !madeAt.isBefore(at)).orElse(true));
    };
  }

  /**
   * Makes one value of both, whether others changed it or not: a device's second edit builds on its
   * own idea of the first one's outcome, which is not what the record has.
   */
  private void combine() {
    for (String name : names(mine)) {
      AttributePolicy policy = entity.policyOf(name);
      if (policy.combines()) {
        // Whatever is set instead of a value of both would count for what others did as well.
        boolean open =
            detector
                .knownBase(name)
                .map(base -> !Values.same(base, present.get(name)) && !combine(name, policy, base))
                .orElseGet(() -> detector.isTouchedByOthers(name) || detector.isMerged(name));
        if (open && !Values.same(mine.get(name), present.get(name))) {
          unknown.add(name);
        }
      }
    }
  }

  /** Whether both sides make a value together, and one that the attribute takes. */
  private boolean combine(String name, AttributePolicy policy, JsonNode base) {
    Optional<JsonNode> value =
        Combining.combine(policy, base, mine.get(name), present.get(name))
            .filter(both -> isTaken(name, both));
    value.ifPresent(both -> {
      mine.set(name, both);
      decided.put(name, new AttributeMerge(name, MergeSource.BOTH, policy));
    });
    return value.isPresent();
  }

  private boolean isTaken(String name, JsonNode value) {
    List<FieldError> wrong = new RecordValidator(entity).findings(name, value);
    if (!entity.secured().contains(name)) {
      findings.addAll(wrong);
    }
    return wrong.isEmpty();
  }

  private Result byPolicies(Detection.Conflict conflict, boolean overwrite) {
    TreeSet<String> disputed = new TreeSet<>(conflict.attributes());
    disputed.addAll(conflict.toSettle());
    disputed.removeAll(decided.keySet());
    List<String> left = new ArrayList<>();
    for (String name : disputed) {
      AttributePolicy policy = entity.policyOf(name);
      Optional<Boolean> mineWins = mineWins(policy, name, overwrite);
      if (mineWins.isEmpty()) {
        left.add(name);
      } else if (mineWins.get()) {
        decided.put(name, new AttributeMerge(name, MergeSource.MINE, policy));
      } else {
        decided.put(name, new AttributeMerge(name, MergeSource.THEIRS, policy));
        mine.remove(name);
      }
    }
    keepPairs();
    if (!left.isEmpty()) {
      left.retainAll(conflict.attributes());
      left.addAll(unknown);
      return left(conflict.base(), left);
    }
    return settled();
  }

  private Result left(ObjectNode base, List<String> attributes) {
    ObjectNode known = base.deepCopy();
    known.setAll(detector.baseOf(unknown));
    ObjectNode settled = JsonNodeFactory.instance.objectNode();
    decided.forEach((name, merge) -> {
      boolean isTheirs = merge.source() == MergeSource.THEIRS;
      settled.set(name, orNull((isTheirs ? present : mine).get(name)));
      String companion = entity.companionOf(name);
      if (isTheirs && companion != null) {
        settled.set(companion, orNull(present.get(companion)));
      }
      detector.knownBase(name).ifPresent(was -> known.set(name, was));
    });
    return new Result.Left(
        new Detection.Conflict(known, attributes, List.of()),
        settled,
        List.copyOf(decided.values()),
        List.copyOf(findings));
  }

  private static JsonNode orNull(@Nullable JsonNode value) {
    return value == null ? JsonNodeFactory.instance.nullNode() : value;
  }

  /** A person decided against what he saw; what came after it, he did not see. */
  private Optional<Boolean> mineWins(AttributePolicy policy, String name, boolean overwrite) {
    if (overwrite && (policy == AttributePolicy.SERVER || policy == AttributePolicy.LATEST)) {
      return Optional.empty();
    }
    return switch (policy) {
      // What combines and came here could not be combined.
      case MANUAL, SUM, UNION, APPEND -> Optional.empty();
      case SERVER -> Optional.of(false);
      case CLIENT -> Optional.of(true);
      case LATEST ->
          Optional.of(
              detector
                  .lastChangeByOthers(List.of(name))
                  .map(at -> !madeAt.isBefore(at))
                  .orElse(true));
      case MAX -> Optional.of(compared(name) >= 0);
      case MIN -> Optional.of(compared(name) <= 0);
    };
  }

  /** Compares mine with theirs; no value is less than any. */
  private int compared(String name) {
    JsonNode one = mine.get(name);
    JsonNode other = present.get(name);
    if (Values.isAbsent(one) || Values.isAbsent(other)) {
      return Boolean.compare(!Values.isAbsent(one), !Values.isAbsent(other));
    }
    if (one.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    boolean isMoment =
        entity.attribute(name).filter(a -> a.type() == AttributeType.DATETIME).isPresent();
    return isMoment
        ? Instant.parse(one.asText()).compareTo(Instant.parse(other.asText()))
        : one.asText().compareTo(other.asText());
  }

  /** State and reason come from one side, whichever of them the other side changed. */
  private void keepPairs() {
    keepPair(EntityModel.STATE, EntityModel.STATUS);
    keepPair(EntityModel.STATUS, EntityModel.STATE);
  }

  private void keepPair(String name, String other) {
    AttributeMerge merge = decided.get(name);
    if (merge != null && merge.source() == MergeSource.THEIRS && mine.has(other)) {
      mine.remove(other);
      decided.put(other, new AttributeMerge(other, MergeSource.THEIRS, merge.policy()));
    }
  }

  private Result settled() {
    if (!unknown.isEmpty()) {
      return left(JsonNodeFactory.instance.objectNode(), unknown);
    }
    for (String name : names(mine)) {
      decided.putIfAbsent(name, new AttributeMerge(name, MergeSource.MINE, null));
    }
    for (String name : detector.changedByOthers()) {
      // A companion goes with its lookup, wherever that comes from.
      if (!entity.secured().contains(name) && !entity.isCompanion(name)) {
        decided.putIfAbsent(name, new AttributeMerge(name, MergeSource.THEIRS, null));
      }
    }
    return new Result.Settled(mine, List.copyOf(decided.values()));
  }

  private static List<String> names(ObjectNode values) {
    return values.properties().stream().map(Map.Entry::getKey).toList();
  }
}
