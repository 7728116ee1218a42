package dev.haversack.dataset.slices;

import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Operator;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * A condition on who asks; it is judged on a slice's keys.
 *
 * @param attribute the owner, the owning business unit or another lookup
 * @param operator one of those that depend on the caller
 */
@RegisterForReflection
public record CallerCondition(String attribute, Operator operator)
    implements Comparable<CallerCondition> {

  private static final Set<String> OF_EVERY_SLICE = Set.of("ownerid", "owningbusinessunit");

  /** The attributes that a slice needs among its keys to judge these conditions, in order. */
  public static List<String> extraKeys(SortedSet<CallerCondition> conditions) {
    return conditions.stream()
        .map(CallerCondition::attribute)
        .filter(attribute -> !OF_EVERY_SLICE.contains(attribute))
        .distinct()
        .toList();
  }

  static CallerCondition of(Condition condition) {
    return new CallerCondition(condition.attribute(), condition.operator());
  }

  @Override
  public int compareTo(CallerCondition other) {
    int byAttribute = attribute.compareTo(other.attribute);
    return byAttribute != 0 ? byAttribute : operator.compareTo(other.operator);
  }
}
