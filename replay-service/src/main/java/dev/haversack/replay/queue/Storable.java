package dev.haversack.replay.queue;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What no service of the suite can store or send on: JSON allows it, PostgreSQL or UTF-8 does not.
 * Taken in, it would stop the queue that it is in for good.
 */
public final class Storable {

  private Storable() {}

  /** What is wrong with a value or with anything in it; null when it can be stored. */
  public static @Nullable String fault(JsonNode node) {
    if (node.isTextual()) {
      return fault(node.textValue());
    }
    if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
      return "A number is out of the range of 64-bit floating point.";
    }
    for (var entry : node.properties()) {
      String found = fault(entry.getKey());
      if (found != null) {
        return found;
      }
    }
    for (JsonNode child : node) {
      String found = fault(child);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable String fault(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return "A text holds the character U+0000.";
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return "A text holds half a surrogate pair.";
      }
    }
    return null;
  }
}
