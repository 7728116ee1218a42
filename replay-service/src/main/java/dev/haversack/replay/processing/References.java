package dev.haversack.replay.processing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The ids that values may point to records with: every text that is an id, wherever it stands. */
final class References {

  private static final int UUID_LENGTH = 36;

  private References() {}

  /** The ids in a value. */
  static Stream<UUID> in(JsonNode value) {
    return value.isTextual()
        ? id(value.textValue())
        : StreamSupport.stream(value.spliterator(), false).flatMap(References::in);
  }

  private static Stream<UUID> id(String text) {
    if (text.length() != UUID_LENGTH) {
      return Stream.empty();
    }
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equals(text.toLowerCase(Locale.ROOT)) ? Stream.of(id) : Stream.empty();
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }
}
