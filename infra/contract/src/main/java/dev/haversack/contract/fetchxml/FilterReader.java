package dev.haversack.contract.fetchxml;

import dev.haversack.contract.fetchxml.FetchXmlFault.Kind;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.LinkType;
import dev.haversack.contract.model.OrFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a tree of elements; everything that is wrong is found in one go. */
final class FilterReader {

  /** They say which columns and in which order, not which records (section 2.2 of the facts). */
  private static final Set<String> READ_OVER = Set.of("attribute", "all-attributes", "order");

  /** Most say how an answer travels and looks; the rest is told with a reason of its own. */
  private static final Set<String> OF_FETCH =
      Set.of(
          "version",
          "output-format",
          "mapping",
          "distinct",
          "no-lock",
          "count",
          "page",
          "paging-cookie",
          "min-active-row-version",
          "returntotalrecordcount",
          "latematerialize",
          "options",
          "savedqueryid",
          "useraworderby",
          "aggregate",
          "aggregatelimit",
          "top");

  private static final Set<String> OF_FILTERS =
      Set.of(
          "type",
          "isquickfindfields",
          "hint",
          "overridequickfindrecordlimitenabled",
          "overridequickfindrecordlimitdisabled");

  /** How a link is named and shown does not matter to which records it finds. */
  private static final Set<String> OF_LINKS =
      Set.of("name", "from", "to", "link-type", "alias", "visible", "intersect");

  private final EntityMetadata entity;
  private final Map<String, EntityMetadata> entities;
  private final List<FetchXmlFault> faults;
  private final ConditionReader conditions;
  private final Map<String, Position> positions;

  FilterReader(
      EntityMetadata entity, Map<String, EntityMetadata> entities, List<FetchXmlFault> faults) {
    this(entity, entities, faults, new HashMap<>());
  }

  private FilterReader(
      EntityMetadata entity,
      Map<String, EntityMetadata> entities,
      List<FetchXmlFault> faults,
      Map<String, Position> positions) {
    this.entity = entity;
    this.entities = entities;
    this.faults = faults;
    this.conditions = new ConditionReader(entity, faults);
    this.positions = positions;
  }

  Map<String, Position> positions() {
    return Map.copyOf(positions);
  }

  /** The filter of a text, or null when there is none; the faults say why. */
  @Nullable Filter read(XmlElement root) {
    return switch (root.name()) {
      case "filter" -> whole(List.of(root), root, "");
      case "fetch" -> ofFetch(root);
      default -> {
        fault(Kind.NOT_SUPPORTED, "A text begins with <fetch> or <filter>.", root);
        yield null;
      }
    };
  }

  private @Nullable Filter ofFetch(XmlElement fetch) {
    checkFetch(fetch);
    List<XmlElement> entities = fetch.children().stream().filter(e -> e.is("entity")).toList();
    fetch.children().stream()
        .filter(element -> !element.is("entity") && !READ_OVER.contains(element.name()))
        .forEach(element -> unknown(element, "<fetch>"));
    if (entities.size() != 1) {
      fault(Kind.NOT_SUPPORTED, "<fetch> needs exactly one <entity>.", fetch);
      return null;
    }
    return ofEntity(entities.getFirst());
  }

  private @Nullable Filter ofEntity(XmlElement element) {
    if (!entity.logicalName().equals(element.attribute("name"))) {
      fault(
          Kind.OTHER_ENTITY,
          "A filter of %s was expected, not of %s."
              .formatted(entity.logicalName(), Objects.toString(element.attribute("name"))),
          element);
      return null;
    }
    element.children().stream()
        .filter(child -> !child.is("filter") && !READ_OVER.contains(child.name()))
        .forEach(child -> unknown(child, "<entity>"));
    List<XmlElement> filters = element.children().stream().filter(e -> e.is("filter")).toList();
    if (filters.isEmpty()) {
      fault(
          Kind.NO_FILTER,
          "There is no <filter>; <filter type=\"and\" /> takes everything.",
          element);
      return null;
    }
    return whole(filters, element, "");
  }

  /** Several filters of an entity hold together. */
  private @Nullable Filter whole(List<XmlElement> filters, XmlElement around, String place) {
    if (filters.size() > 1) {
      positions.put(place, around.position());
      return new AndFilter(parts(filters, place + ".and"));
    }
    XmlElement only = filters.getFirst();
    boolean alone =
        only.attribute("type") == null
            && only.children().size() == 1
            && !only.children().getFirst().is("filter");
    if (!alone) {
      return part(only, place);
    }
    checkAttributes(only);
    return part(only.children().getFirst(), place);
  }

  private @Nullable Filter part(XmlElement element, String place) {
    positions.put(place, element.position());
    return switch (element.name()) {
      case "filter" -> filter(element, place);
      case "condition" -> conditions.read(element);
      case "link-entity" -> link(element, place + ".link");
      default -> {
        unknown(element, "<filter>");
        yield null;
      }
    };
  }

  private @Nullable Filter filter(XmlElement element, String place) {
    checkAttributes(element);
    if (!element.text().toString().isBlank()) {
      fault(Kind.NOT_SUPPORTED, "<filter> holds elements, no text.", element);
    }
    String type = Objects.requireNonNullElse(element.attribute("type"), "and");
    return switch (type) {
      case "and" -> new AndFilter(parts(element.children(), place + ".and"));
      case "or" -> new OrFilter(parts(element.children(), place + ".or"));
      default -> {
        fault(
            Kind.NOT_SUPPORTED,
            "The type of a filter is \"and\" or \"or\", not \"%s\".".formatted(type),
            element);
        yield null;
      }
    };
  }

  private @Nullable Filter link(XmlElement element, String place) {
    positions.put(place, element.position());
    checkNames(element, OF_LINKS);
    LinkType type = linkType(element);
    EntityMetadata linked = linked(element);
    String from = end(element, "from");
    String to = end(element, "to");
    if (type == null || linked == null || from == null || to == null) {
      return null;
    }
    FilterReader inside = new FilterReader(linked, entities, faults, positions);
    Link link = new Link(type, linked.logicalName(), from, to, null);
    return new LinkFilter(link.with(inside.ofLink(element, place + ".filter")));
  }

  /** The filter in a link; null where there is none. */
  private @Nullable Filter ofLink(XmlElement link, String place) {
    link.children().stream()
        .filter(child -> !child.is("filter") && !READ_OVER.contains(child.name()))
        .forEach(child -> unknown(child, "<link-entity>"));
    List<XmlElement> filters = link.children().stream().filter(e -> e.is("filter")).toList();
    return filters.isEmpty() ? null : whole(filters, link, place);
  }

  private @Nullable LinkType linkType(XmlElement element) {
    try {
      return LinkType.of(Objects.requireNonNullElse(element.attribute("link-type"), "inner"));
    } catch (IllegalArgumentException e) {
      unknown(element, "<filter>");
      return null;
    }
  }

  private @Nullable EntityMetadata linked(XmlElement element) {
    String name = element.attribute("name");
    EntityMetadata linked = name == null ? null : entities.get(name);
    if (linked == null) {
      fault(
          Kind.OTHER_ENTITY,
          name == null
              ? "<link-entity> needs a name."
              : "There is no entity \"%s\".".formatted(name),
          element);
    }
    return linked;
  }

  private @Nullable String end(XmlElement element, String attribute) {
    String name = element.attribute(attribute);
    if (name == null) {
      fault(Kind.NOT_SUPPORTED, "<link-entity> needs a \"%s\".".formatted(attribute), element);
    }
    return name;
  }

  private List<Filter> parts(List<XmlElement> elements, String place) {
    List<Filter> parts = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      Filter part = part(elements.get(i), place + "[" + i + "]");
      if (part != null) {
        parts.add(part);
      }
    }
    return parts;
  }

  private void checkFetch(XmlElement fetch) {
    checkNames(fetch, OF_FETCH);
    if (fetch.attribute("top") != null) {
      fault(
          Kind.NOT_SUPPORTED,
          "A filter says which records, not how many; take \"top\" away.",
          fetch);
    }
    if (isOn(fetch, "aggregate")) {
      fault(
          Kind.NOT_SUPPORTED,
          "A filter says which records, not what they add up to; take \"aggregate\" away.",
          fetch);
    }
  }

  private void checkAttributes(XmlElement filter) {
    checkNames(filter, OF_FILTERS);
    if (isOn(filter, "isquickfindfields")) {
      fault(Kind.NOT_SUPPORTED, "A filter for quick find depends on what is searched for.", filter);
    }
  }

  private void checkNames(XmlElement element, Set<String> known) {
    element.attributes().keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name ->
            fault(
                Kind.NOT_SUPPORTED,
                "<%s> has no \"%s\".".formatted(element.name(), name),
                element));
  }

  private static boolean isOn(XmlElement element, String attribute) {
    String value = element.attribute(attribute);
    return value != null && (value.equals("1") || value.equals("true"));
  }

  private void unknown(XmlElement element, String parent) {
    if (element.is("link-entity")) {
      fault(
          Kind.LINKED_ENTITY,
          "In filters <link-entity> is of type any, not any, all, not all or exists, and stands inside <filter>; \"%s\" here is not allowed."
              .formatted(Objects.requireNonNullElse(element.attribute("link-type"), "inner")),
          element);
    } else {
      fault(
          Kind.NOT_SUPPORTED, "There is no <%s> in %s.".formatted(element.name(), parent), element);
    }
  }

  private void fault(Kind kind, String message, XmlElement element) {
    faults.add(new FetchXmlFault(kind, message, element.position()));
  }
}
