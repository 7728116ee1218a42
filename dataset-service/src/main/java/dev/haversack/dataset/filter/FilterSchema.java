package dev.haversack.dataset.filter;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a filter needs to know of entities.
 *
 * @param entity the entity that it filters
 * @param types per entity that it looks at: the types of the attributes that it looks at
 * @param relations the relations that links of it follow
 * @param hierarchies the relations that make the hierarchies that it looks at
 */
public record FilterSchema(
    String entity,
    Map<String, SortedMap<String, AttributeType>> types,
    List<Relation> relations,
    List<Relation> hierarchies)
    implements AttributeTypes {

  /** Without links and hierarchies. */
  public static FilterSchema of(String entity, SortedMap<String, AttributeType> types) {
    return new FilterSchema(entity, Map.of(entity, types), List.of(), List.of());
  }

  /**
   * What a filter of an entity needs to know. What there is not is left out; whoever compiles the
   * filter finds that.
   */
  public static FilterSchema of(
      Function<String, Optional<EntityModel>> entities, String entity, Filter filter) {
    Collector collector = new Collector(entities);
    collector.collect(entity, filter);
    collector.types.computeIfAbsent(entity, e -> new TreeMap<>());
    return new FilterSchema(
        entity,
        collector.types,
        collector.relations.stream().distinct().sorted().toList(),
        collector.hierarchies.stream().distinct().sorted().toList());
  }

  /** The same, for a filter of another entity. */
  public FilterSchema at(String other) {
    return new FilterSchema(other, types, relations, hierarchies);
  }

  @Override
  public @Nullable AttributeType typeOf(String attribute) {
    if (isId(attribute)) {
      return AttributeType.UNIQUEIDENTIFIER;
    }
    SortedMap<String, AttributeType> known = types.get(entity);
    return known == null ? null : known.get(attribute);
  }

  /**
   * Whether filters know the id of the records by this name: an attribute that has it is itself.
   */
  public boolean isId(String attribute) {
    SortedMap<String, AttributeType> known = types.get(entity);
    return attribute.equals(EntityMetadata.idOf(entity))
        && (known == null || !known.containsKey(attribute));
  }

  /**
   * How a link leads on.
   *
   * @throws InvalidFilterException when its attributes do not lead to each other
   */
  public List<LinkPath> paths(Link link) {
    List<LinkPath> found;
    boolean fromId = link.from().equals(EntityMetadata.idOf(link.entity()));
    List<Relation> ups = relations(entity, link.to());
    List<Relation> downs = relations(link.entity(), link.from());
    if (isId(link.to())) {
      found = to(downs, entity).map(down -> new LinkPath(null, down)).toList();
    } else if (fromId) {
      found = to(ups, link.entity()).map(up -> new LinkPath(up, null)).toList();
    } else {
      found =
          ups.stream()
              .flatMap(up -> to(downs, up.parent()).map(down -> new LinkPath(up, down)))
              .toList();
    }
    if (found.isEmpty()) {
      throw new InvalidFilterException(
          link.to(), "The link from %s to %s leads nowhere.".formatted(link.from(), link.to()));
    }
    return found;
  }

  /**
   * The relation that makes the entity's hierarchy.
   *
   * @throws InvalidFilterException when there is none
   */
  public Relation hierarchy() {
    return hierarchies.stream()
        .filter(relation -> relation.child().equals(entity))
        .findFirst()
        .orElseThrow(() ->
            new InvalidFilterException(
                EntityMetadata.idOf(entity), "The entity " + entity + " has no hierarchy."));
  }

  private List<Relation> relations(String child, String attribute) {
    return relations.stream()
        .filter(r -> r.child().equals(child) && r.attribute().equals(attribute))
        .toList();
  }

  private static Stream<Relation> to(List<Relation> relations, String parent) {
    return relations.stream().filter(relation -> relation.parent().equals(parent));
  }

  /** Walks a filter. */
  private static final class Collector {

    private final Function<String, Optional<EntityModel>> entities;
    private final SortedMap<String, SortedMap<String, AttributeType>> types = new TreeMap<>();
    private final List<Relation> relations = new ArrayList<>();
    private final List<Relation> hierarchies = new ArrayList<>();

    Collector(Function<String, Optional<EntityModel>> entities) {
      this.entities = entities;
    }

    void collect(String entity, Filter filter) {
      switch (filter) {
        case AndFilter(List<Filter> parts) -> parts.forEach(part -> collect(entity, part));
        case OrFilter(List<Filter> parts) -> parts.forEach(part -> collect(entity, part));
        case LinkFilter(Link link) -> {
          lookup(entity, link.to());
          lookup(link.entity(), link.from());
          if (link.filter() != null) {
            collect(link.entity(), link.filter());
          }
        }
        case Condition condition -> collect(entity, condition);
      }
    }

    private void collect(String entity, Condition condition) {
      attribute(entity, condition.attribute());
      if (condition.valueOf() != null) {
        attribute(entity, condition.valueOf());
      }
      if (condition.operator().dependsOnHierarchy()) {
        entities.apply(entity).flatMap(EntityModel::hierarchy).ifPresent(hierarchies::add);
      }
    }

    private void attribute(String entity, String name) {
      entities
          .apply(entity)
          .flatMap(model -> model.attribute(name))
          .map(Attribute::type)
          .ifPresent(type -> types.computeIfAbsent(entity, e -> new TreeMap<>()).put(name, type));
    }

    private void lookup(String entity, String name) {
      entities.apply(entity).ifPresent(model -> model.relationsOf(name).forEach(relations::add));
    }
  }
}
