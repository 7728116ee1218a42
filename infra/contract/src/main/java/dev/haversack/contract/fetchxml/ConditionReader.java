package dev.haversack.contract.fetchxml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.fetchxml.FetchXmlFault.Kind;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a condition of an element, with values of the attribute's type. */
final class ConditionReader {

  private static final Set<String> KNOWN =
      Set.of("attribute", "operator", "value", "valueof", "entityname");

  /** What designers leave behind for themselves. */
  private static final Set<String> READ_OVER = Set.of("uiname", "uitype", "uihidden");

  private final EntityMetadata entity;
  private final List<FetchXmlFault> faults;

  ConditionReader(EntityMetadata entity, List<FetchXmlFault> faults) {
    this.entity = entity;
    this.faults = faults;
  }

  /** The condition, or null when it cannot be read; the faults say why. */
  @Nullable Condition read(XmlElement element) {
    checkShape(element);
    Attribute attribute = attribute(element);
    Operator operator = operator(element);
    if (attribute == null || operator == null) {
      return null;
    }
    AttributeType type = OperandValues.typeOf(operator, attribute.type());
    List<JsonNode> several = several(element, type);
    JsonNode one = one(element, type);
    if (one == null && several.size() == 1 && takesOne(operator)) {
      return condition(element, operator, several.getFirst(), List.of());
    }
    return condition(element, operator, one, several);
  }

  private static Condition condition(
      XmlElement element, Operator operator, @Nullable JsonNode value, List<JsonNode> values) {
    return new Condition(
        Objects.requireNonNull(element.attribute("attribute")),
        operator,
        value,
        values.isEmpty() ? null : values,
        element.attribute("valueof"));
  }

  private @Nullable JsonNode one(XmlElement element, AttributeType type) {
    String text = element.attribute("value");
    return text == null ? null : value(text, type, element);
  }

  private List<JsonNode> several(XmlElement element, AttributeType type) {
    List<JsonNode> values = new ArrayList<>();
    for (XmlElement child : element.children()) {
      if (child.is("value")) {
        JsonNode value = value(child.text().toString(), type, child);
        if (value != null) {
          values.add(value);
        }
      }
    }
    return values;
  }

  private @Nullable JsonNode value(String text, AttributeType type, XmlElement element) {
    JsonNode value = OperandValues.read(text, type);
    if (value == null) {
      fault(
          Kind.WRONG_TYPE,
          "\"%s\" is not %s.".formatted(text, OperandValues.expected(type)),
          element);
    }
    return value;
  }

  private static boolean takesOne(Operator operator) {
    return switch (operator.operands()) {
      case ONE, COUNT, DAY, YEAR, PERIOD -> true;
      case NONE, LIST, PAIR, PERIOD_AND_YEAR -> false;
    };
  }

  private @Nullable Attribute attribute(XmlElement element) {
    String name = element.attribute("attribute");
    Attribute attribute = name == null ? null : entity.forFilters(name).orElse(null);
    if (name == null) {
      fault(Kind.NOT_SUPPORTED, "<condition> needs an attribute.", element);
    } else if (attribute == null) {
      fault(
          Kind.UNKNOWN_ATTRIBUTE,
          "The entity %s has no attribute \"%s\".".formatted(entity.logicalName(), name),
          element);
    }
    return attribute;
  }

  private @Nullable Operator operator(XmlElement element) {
    String name = element.attribute("operator");
    try {
      return Operator.of(name == null ? "" : name);
    } catch (IllegalArgumentException e) {
      fault(
          Kind.UNKNOWN_OPERATOR,
          name == null
              ? "<condition> needs an operator."
              : "There is no operator \"%s\" for filters.".formatted(name),
          element);
      return null;
    }
  }

  private void checkShape(XmlElement element) {
    for (String name : element.attributes().keySet()) {
      if (!KNOWN.contains(name) && !READ_OVER.contains(name)) {
        fault(Kind.NOT_SUPPORTED, "<condition> has no \"%s\".".formatted(name), element);
      }
    }
    String other = element.attribute("entityname");
    if (other != null && !other.equals(entity.logicalName())) {
      fault(
          Kind.LINKED_ENTITY,
          "A condition looks at the entity around it; \"%s\" is another one. Put it into the <link-entity>."
              .formatted(other),
          element);
    }
    boolean valuesOnly =
        element.children().stream().allMatch(c -> c.is("value") && c.children().isEmpty());
    if (!valuesOnly || !element.text().toString().isBlank()) {
      fault(Kind.NOT_SUPPORTED, "<condition> holds <value> elements only.", element);
    }
  }

  private void fault(Kind kind, String message, XmlElement element) {
    faults.add(new FetchXmlFault(kind, message, element.position()));
  }
}
