package dev.haversack.dataset.importing;

import java.util.Optional;
import java.util.UUID;

/** Ids as lines of an import carry them. */
final class ImportIds {

  private static final int LENGTH = 36;

  private ImportIds() {}

  /** The id; empty when the text is none. */
  static Optional<UUID> parse(String text) {
    try {
      return text.length() == LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
