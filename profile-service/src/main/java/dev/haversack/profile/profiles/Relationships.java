package dev.haversack.profile.profiles;

import dev.haversack.contract.model.Association;
import dev.haversack.contract.model.AssociationDirection;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.LookupTarget;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The relationships of an organization's entities: each target of a lookup makes one. */
final class Relationships {

  private final Map<String, EntityMetadata> entities;

  Relationships(Map<String, EntityMetadata> entities) {
    this.entities = entities;
  }

  /**
   * A lookup to one of its targets.
   *
   * @param child the entity that has the lookup
   * @param attribute the lookup
   * @param parent the entity that it points to
   * @param secured whether the lookup is secured, so that nothing can be told by it
   */
  record Lookup(String child, String attribute, String parent, boolean secured) {

    /** The entity at the other end. */
    String leadsTo(AssociationDirection direction) {
      return direction == AssociationDirection.PARENT ? parent : child;
    }
  }

  /** The lookup that an association of an item of this entity follows. */
  Optional<Lookup> of(String entity, Association association) {
    return switch (association.direction()) {
      case PARENT ->
          Stream.ofNullable(entities.get(entity))
              .flatMap(child -> lookups(child, association.relationship()))
              .findFirst();
      case CHILDREN ->
          entities.values().stream()
              .sorted(Comparator.comparing(EntityMetadata::logicalName))
              .flatMap(child -> lookups(child, association.relationship()))
              .filter(lookup -> lookup.parent().equals(entity))
              .findFirst();
    };
  }

  private static Stream<Lookup> lookups(EntityMetadata child, String relationship) {
    return child.attributes().stream()
        .flatMap(attribute -> lookups(child.logicalName(), attribute, relationship));
  }

  private static Stream<Lookup> lookups(String child, Attribute attribute, String relationship) {
    return Objects.requireNonNullElse(attribute.targets(), List.<LookupTarget>of()).stream()
        .filter(target -> target.relationship().equals(relationship))
        .map(target ->
            new Lookup(child, attribute.logicalName(), target.entity(), attribute.secured()));
  }
}
