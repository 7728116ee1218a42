package dev.haversack.contract.fetchxml;

import dev.haversack.contract.fetchxml.FetchXmlFault.Kind;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
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

  private static final Set<String> OF_FILTERS =
      Set.of(
          "type",
          "isquickfindfields",
          "hint",
          "overridequickfindrecordlimitenabled",
          "overridequickfindrecordlimitdisabled");

  private final EntityMetadata entity;
  private final List<FetchXmlFault> faults;
  private final ConditionReader conditions;
  private final Map<String, Position> positions = new HashMap<>();

  FilterReader(EntityMetadata entity, List<FetchXmlFault> faults) {
    this.entity = entity;
    this.faults = faults;
    this.conditions = new ConditionReader(entity, faults);
  }

  Map<String, Position> positions() {
    return Map.copyOf(positions);
  }

  /** The filter of a text, or null when there is none; the faults say why. */
  @Nullable Filter read(XmlElement root) {
    return switch (root.name()) {
      case "filter" -> whole(List.of(root), root);
      case "fetch" -> ofFetch(root);
      default -> {
        fault(Kind.NOT_SUPPORTED, "A text begins with <fetch> or <filter>.", root);
        yield null;
      }
    };
  }

  private @Nullable Filter ofFetch(XmlElement fetch) {
    if (fetch.attribute("top") != null) {
      fault(
          Kind.NOT_SUPPORTED,
          "A filter says which records, not how many; take \"top\" away.",
          fetch);
    }
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
    return whole(filters, element);
  }

  /** Several filters of an entity hold together. */
  private @Nullable Filter whole(List<XmlElement> filters, XmlElement place) {
    if (filters.size() > 1) {
      positions.put("", place.position());
      return new AndFilter(parts(filters, ".and"));
    }
    XmlElement only = filters.getFirst();
    boolean conditionAlone =
        only.attribute("type") == null
            && only.children().size() == 1
            && only.children().getFirst().is("condition");
    if (!conditionAlone) {
      return part(only, "");
    }
    checkAttributes(only);
    return part(only.children().getFirst(), "");
  }

  private @Nullable Filter part(XmlElement element, String place) {
    positions.put(place, element.position());
    return switch (element.name()) {
      case "filter" -> filter(element, place);
      case "condition" -> conditions.read(element);
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

  private void checkAttributes(XmlElement filter) {
    filter.attributes().keySet().stream()
        .filter(name -> !OF_FILTERS.contains(name))
        .forEach(
            name -> fault(Kind.NOT_SUPPORTED, "<filter> has no \"%s\".".formatted(name), filter));
    String quickFind = filter.attribute("isquickfindfields");
    if (quickFind != null && (quickFind.equals("1") || quickFind.equals("true"))) {
      fault(Kind.NOT_SUPPORTED, "A filter for quick find depends on what is searched for.", filter);
    }
  }

  private void unknown(XmlElement element, String parent) {
    if (element.is("link-entity")) {
      fault(
          Kind.LINKED_ENTITY,
          "Filters look at one entity: <link-entity> of type \"%s\" is not allowed here."
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
