package dev.haversack.conflict.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.AttributeComparison;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.contract.model.Resolution;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts base, mine and theirs side by side. */
final class Comparison {

  private Comparison() {}

  /** All attributes that any side names: those in conflict, then the user's, then the rest. */
  static List<AttributeComparison> of(StoredError error) {
    List<String> conflicting = conflicting(error);
    boolean mergeable =
        AllowedResolutions.of(error.failure().type(), error.operation()).contains(Resolution.MERGE);
    List<AttributeComparison> compared = new ArrayList<>();
    for (String attribute : attributes(error)) {
      JsonNode mine = value(error.mine(), attribute);
      JsonNode theirs = value(error.failure().theirs(), attribute);
      boolean conflicts = conflicting.contains(attribute);
      compared.add(
          new AttributeComparison(
              attribute,
              value(error.failure().base(), attribute),
              mine,
              theirs,
              conflicts,
              mergeable && !conflicts ? proposed(error, attribute, mine, theirs) : null,
              mergeable && !conflicts ? policy(error, attribute) : null));
    }
    return compared;
  }

  /** What the entity's policies made of both sides goes before what the user entered. */
  private static @Nullable JsonNode proposed(
      StoredError error, String attribute, @Nullable JsonNode mine, @Nullable JsonNode theirs) {
    JsonNode settled = value(error.failure().settled(), attribute);
    if (settled != null) {
      return settled;
    }
    return mine == null ? theirs : mine;
  }

  private static @Nullable AttributePolicy policy(StoredError error, String attribute) {
    return error.failure().settledSources().stream()
        .filter(merge -> merge.attribute().equals(attribute))
        .findFirst()
        .map(AttributeMerge::policy)
        .orElse(null);
  }

  private static Set<String> attributes(StoredError error) {
    Set<String> names = new LinkedHashSet<>(conflicting(error));
    names.addAll(names(error.mine()));
    Set<String> rest = names(error.failure().theirs());
    rest.addAll(names(error.failure().base()));
    names.addAll(rest);
    return names;
  }

  private static List<String> conflicting(StoredError error) {
    List<String> names = error.failure().conflicting();
    return names == null ? List.of() : names;
  }

  private static Set<String> names(@Nullable ObjectNode values) {
    Set<String> names = new TreeSet<>();
    if (values != null) {
      values.fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  private static @Nullable JsonNode value(@Nullable ObjectNode values, String attribute) {
    return values == null ? null : values.get(attribute);
  }
}
