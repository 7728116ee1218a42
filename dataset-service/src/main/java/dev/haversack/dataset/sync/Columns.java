package dev.haversack.dataset.sync;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.dataset.configuration.EntityModel;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which attributes are left out of what a device gets. */
final class Columns {

  /** Section 2.5 of the facts. */
  private static final Set<String> ALWAYS =
      Set.of("createdon", "modifiedon", "statecode", "statuscode", "ownerid");

  private Columns() {}

  /**
   * The attributes to leave out: secured ones (section 7.6 of the facts), and those not selected.
   *
   * @param selected the selected attributes; null for all
   */
  static List<String> leftOut(EntityModel entity, @Nullable List<String> selected) {
    return Stream.concat(entity.secured().stream(), notSelected(entity, selected).stream())
        .distinct()
        .toList();
  }

  private static List<String> notSelected(EntityModel entity, @Nullable List<String> selected) {
    if (selected == null) {
      return List.of();
    }
    return entity.attributes().values().stream()
        .filter(attribute -> !selected.contains(attribute.logicalName()))
        .filter(attribute -> !alwaysComes(entity, attribute))
        .map(Attribute::logicalName)
        .filter(name -> !comesWithItsLookup(entity, name, selected))
        .toList();
  }

  private static boolean alwaysComes(EntityModel entity, Attribute attribute) {
    return ALWAYS.contains(attribute.logicalName())
        || attribute.logicalName().equals(entity.metadata().primaryNameAttribute())
        || attribute.type() == AttributeType.LOOKUP
        || attribute.type() == AttributeType.OWNER;
  }

  private static boolean comesWithItsLookup(
      EntityModel entity, String companion, List<String> selected) {
    return entity.attributes().values().stream()
        .filter(a -> selected.contains(a.logicalName()) || alwaysComes(entity, a))
        .anyMatch(a -> companion.equals(entity.companionOf(a.logicalName())));
  }
}
