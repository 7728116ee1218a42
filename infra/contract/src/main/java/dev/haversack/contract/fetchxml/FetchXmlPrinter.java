package dev.haversack.contract.fetchxml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import java.util.List;

/** Writes canonical text. */
final class FetchXmlPrinter {

  private final StringBuilder out = new StringBuilder();

  String print(String entity, Filter filter) {
    out.append("<fetch>\n  <entity name=\"");
    escaped(entity, "", true);
    out.append("\">\n");
    whole(filter, "", 2);
    return out.append("  </entity>\n</fetch>\n").toString();
  }

  private void whole(Filter filter, String place, int level) {
    switch (filter) {
      case AndFilter and -> part(and, place, level);
      case OrFilter or -> part(or, place, level);
      case Condition condition -> alone(condition, place, level);
      case LinkFilter link -> alone(link, place, level);
    }
  }

  /** A filter element without a type is a condition alone; FetchXML has no such form. */
  private void alone(Filter filter, String place, int level) {
    indent(level).append("<filter>\n");
    part(filter, place, level + 1);
    indent(level).append("</filter>\n");
  }

  private void part(Filter filter, String place, int level) {
    switch (filter) {
      case AndFilter(var parts) -> filter("and", parts, place, level);
      case OrFilter(var parts) -> filter("or", parts, place, level);
      case Condition condition -> condition(condition, place, level);
      case LinkFilter(Link link) -> link(link, place + ".link", level);
    }
  }

  private void link(Link link, String place, int level) {
    indent(level).append("<link-entity");
    attribute("name", link.entity(), place);
    attribute("from", link.from(), place);
    attribute("to", link.to(), place);
    attribute("link-type", link.type().wireName(), place);
    if (link.filter() == null) {
      out.append(" />\n");
      return;
    }
    out.append(">\n");
    whole(link.filter(), place + ".filter", level + 1);
    indent(level).append("</link-entity>\n");
  }

  private void filter(String type, List<Filter> parts, String place, int level) {
    indent(level).append("<filter type=\"").append(type).append('"');
    if (parts.isEmpty()) {
      out.append(" />\n");
      return;
    }
    out.append(">\n");
    for (int i = 0; i < parts.size(); i++) {
      part(parts.get(i), place + "." + type + "[" + i + "]", level + 1);
    }
    indent(level).append("</filter>\n");
  }

  private void condition(Condition condition, String place, int level) {
    indent(level).append("<condition");
    attribute("attribute", condition.attribute(), place);
    attribute("operator", condition.operator().wireName(), place);
    if (condition.valueOf() != null) {
      attribute("valueof", condition.valueOf(), place);
    }
    JsonNode value = condition.value();
    if (value != null && !value.isNull()) {
      attribute("value", text(value), place);
    }
    List<JsonNode> values = condition.values();
    if (values == null || values.isEmpty()) {
      out.append(" />\n");
      return;
    }
    out.append(">\n");
    for (JsonNode each : values) {
      indent(level + 1).append("<value>");
      escaped(text(each), place, false);
      out.append("</value>\n");
    }
    indent(level).append("</condition>\n");
  }

  private void attribute(String name, String value, String place) {
    out.append(' ').append(name).append("=\"");
    escaped(value, place, true);
    out.append('"');
  }

  private static String text(JsonNode value) {
    return value.isBoolean() ? (value.booleanValue() ? "1" : "0") : value.asText();
  }

  private StringBuilder indent(int level) {
    return out.repeat("  ", level);
  }

  private void escaped(String text, String place, boolean inAttribute) {
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      switch (character) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append(inAttribute ? "&quot;" : "\"");
        // As they are, they would be read as blanks or as the end of a line.
        case '\t', '\n', '\r' -> out.append("&#").append(character).append(';');
        default -> {
          if (!isXml(character)) {
            throw new NotExpressibleException(
                place, "XML has no character U+%04X.".formatted(character));
          }
          out.appendCodePoint(character);
        }
      }
    }
  }

  private static boolean isXml(int character) {
    return character >= 0x20
        && !(character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE)
        && character != 0xFFFE
        && character != 0xFFFF;
  }
}
