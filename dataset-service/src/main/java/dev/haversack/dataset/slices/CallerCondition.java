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
 * @param attribute the owner, the owning business unit or another lookup; of a linked record with
 *     its number before, for instance {@code 0.ownerid}
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

  /** Whether it looks at a linked record. */
  boolean isOfLinked() {
    return attribute.indexOf('.') >= 0;
  }

  /** The same, where so many other linked records come first. */
  CallerCondition behind(int others) {
    int dot = attribute.indexOf('.');
    return dot < 0
        ? this
        : new CallerCondition(
            Integer.parseInt(attribute.substring(0, dot)) + others + attribute.substring(dot),
            operator);
  }

  /** The same, reached over the first linked record. */
  CallerCondition beyondFirst() {
    return isOfLinked() ? behind(1) : new CallerCondition("0." + attribute, operator);
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
