package dev.haversack.dataset.slices;

import dev.haversack.dataset.configuration.Relation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Comparator;

/**
 * From records to related ones.
 *
 * @param relation the lookup to follow
 * @param toParent from the record that has it to the one that it points to; the other way if not
 */
@RegisterForReflection
public record Step(Relation relation, boolean toParent) implements Comparable<Step> {

  private static final Comparator<Step> ORDER =
      Comparator.comparing((Step step) -> step.relation.child())
          .thenComparing(step -> step.relation.attribute())
          .thenComparing(step -> step.relation.parent())
          .thenComparing(Step::toParent);

  /** The entity where it begins. */
  public String from() {
    return toParent ? relation.child() : relation.parent();
  }

  /** The entity that it leads to. */
  public String to() {
    return toParent ? relation.parent() : relation.child();
  }

  @Override
  public int compareTo(Step other) {
    return ORDER.compare(this, other);
  }
}
