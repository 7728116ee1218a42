package dev.haversack.profile.comparing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.Choice;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Filters in words, with the names that people know; logical names where metadata has none. */
final class FilterWords {

  private final String entity;
  private final Map<String, EntityMetadata> entities;
  private final Map<String, Attribute> attributes;

  FilterWords(String logicalName, Map<String, EntityMetadata> entities) {
    EntityMetadata metadata = entities.get(logicalName);
    this.entity = metadata == null ? logicalName : metadata.displayName();
    this.entities = entities;
    this.attributes =
        metadata == null
            ? Map.of()
            : metadata.attributes().stream()
                .collect(
                    Collectors.toMap(
                        Attribute::logicalName, Function.identity(), (one, other) -> one));
  }

  /** The entity's name. */
  String entity() {
    return entity;
  }

  /** An attribute's name. */
  String attribute(String logicalName) {
    Attribute attribute = attributes.get(logicalName);
    return attribute == null ? logicalName : attribute.displayName();
  }

  /** A filter, to be read after "where". */
  String of(Filter filter) {
    return switch (filter) {
      case AndFilter(var parts) -> joined(parts, " and ", "anything holds");
      case OrFilter(var parts) -> joined(parts, " or ", "nothing holds");
      case LinkFilter(Link link) -> link(link);
      case Condition condition -> condition(condition);
    };
  }

  private String link(Link link) {
    FilterWords linked = new FilterWords(link.entity(), entities);
    String what =
        linked.entity()
            + (link.from().equals(EntityMetadata.idOf(link.entity()))
                ? ", the " + attribute(link.to()) + ","
                : " with this " + linked.attribute(link.from()));
    String which = link.filter() == null ? "" : " where " + linked.of(link.filter());
    return switch (link.type()) {
      case ANY, NOT_ALL, EXISTS -> "there is a " + what + which;
      case NOT_ANY -> "there is no " + what + which;
      case ALL -> "there is a " + what + " but none" + which;
    };
  }

  private String joined(List<Filter> parts, String word, String empty) {
    if (parts.isEmpty()) {
      return empty;
    }
    return parts.size() == 1
        ? of(parts.getFirst())
        : parts.stream().map(this::of).collect(Collectors.joining(word, "(", ")"));
  }

  private String condition(Condition condition) {
    List<String> operands = new ArrayList<>();
    if (condition.value() != null) {
      operands.add(value(condition.attribute(), condition.value()));
    }
    if (condition.valueOf() != null) {
      operands.add("its " + attribute(condition.valueOf()));
    }
    if (condition.values() != null) {
      condition.values().forEach(value -> operands.add(value(condition.attribute(), value)));
    }
    return attribute(condition.attribute())
        + " "
        + OperatorWords.of(condition.operator(), operands);
  }

  private String value(String attribute, JsonNode value) {
    if (attributes.get(attribute) instanceof Attribute known
        && known.choices() != null
        && value.isInt()) {
      for (Choice choice : known.choices()) {
        if (choice.value() == value.intValue()) {
          return '"' + choice.label() + '"';
        }
      }
    }
    return value.toString();
  }
}
