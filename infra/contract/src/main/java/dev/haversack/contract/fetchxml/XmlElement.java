package dev.haversack.contract.fetchxml;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An element of a text.
 *
 * @param name its name
 * @param attributes its attributes, in their order
 * @param children the elements in it
 * @param text the characters that are directly in it
 * @param position where its start tag is
 */
record XmlElement(
    String name,
    Map<String, String> attributes,
    List<XmlElement> children,
    StringBuilder text,
    Position position) {

  @Nullable String attribute(String attribute) {
    return attributes.get(attribute);
  }

  boolean is(String other) {
    return name.equals(other);
  }
}
