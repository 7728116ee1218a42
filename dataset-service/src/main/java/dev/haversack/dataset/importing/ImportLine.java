package dev.haversack.dataset.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one line of an import is. */
sealed interface ImportLine {

  /** Its number in the body, from 1. */
  long number();

  /**
   * A record.
   *
   * @param id its id, if the line names one
   */
  record Readable(long number, @Nullable UUID id, ObjectNode attributes) implements ImportLine {}

  /**
   * A line that is no record.
   *
   * @param field what of it cannot be read; empty for all of it
   * @param message why
   */
  record Unreadable(long number, String field, String message) implements ImportLine {}
}
