package dev.haversack.profile.views;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.SystemView;
import dev.haversack.contract.model.ViewColumn;
import dev.haversack.profile.filters.FilterAttributes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which further entities a view refers to, and so a device needs to show it: section 6.1 of the
 * facts. A lookup among the columns shows the name of what it refers to.
 */
public final class ViewEntities {

  private ViewEntities() {}

  /**
   * What a view needs besides the entity whose records it lists: of each set, one entity at least.
   * A set has several only for lookups that can refer to several.
   *
   * @param entities all entities by name
   */
  public static Set<Set<String>> neededBy(SystemView view, Map<String, EntityMetadata> entities) {
    Set<Set<String>> needed = new LinkedHashSet<>();
    for (ViewColumn column : view.columns()) {
      if (column.entity() != null) {
        needed.add(Set.of(column.entity()));
      }
      EntityMetadata shown =
          entities.get(Objects.requireNonNullElse(column.entity(), view.entity()));
      add(needed, shown == null ? Set.of() : targets(shown, column.attribute()));
    }
    if (view.filter() != null) {
      FilterAttributes.linked(view.filter()).forEach(linked -> add(needed, Set.of(linked)));
    }
    needed.removeIf(anyOf -> anyOf.contains(view.entity()));
    return needed;
  }

  private static void add(Set<Set<String>> needed, Set<String> anyOf) {
    if (!anyOf.isEmpty()) {
      needed.add(anyOf);
    }
  }

  private static Set<String> targets(EntityMetadata entity, String name) {
    return entity.attributes().stream()
        .filter(attribute -> attribute.logicalName().equals(name))
        .findFirst()
        .map(attribute -> (Set<String>) new LinkedHashSet<>(targets(attribute)))
        .orElse(Set.of());
  }

  /** The entities that an attribute can refer to; none unless it is a lookup. */
  static List<String> targets(Attribute attribute) {
    return Objects.requireNonNullElse(attribute.targets(), List.<LookupTarget>of()).stream()
        .map(LookupTarget::entity)
        .toList();
  }
}
