package dev.haversack.dataset.configuration;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A lookup to one of its targets.
 *
 * @param child the entity that has the lookup
 * @param attribute the lookup
 * @param companion the attribute that names the entity of the target, where the lookup has several;
 *     null where it has one
 * @param parent the entity that it points to
 */
@RegisterForReflection
public record Relation(String child, String attribute, @Nullable String companion, String parent)
    implements Comparable<Relation> {

  private static final Comparator<Relation> ORDER =
      Comparator.comparing(Relation::child)
          .thenComparing(Relation::attribute)
          .thenComparing(Relation::parent);

  @Override
  public int compareTo(Relation other) {
    return ORDER.compare(this, other);
  }
}
