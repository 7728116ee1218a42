package dev.haversack.dataset.slices;

import dev.haversack.contract.model.Link;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A linked record that a condition on the caller looks at. A slice has a row for each of its
 * records and the different keys of those that it is linked with.
 *
 * @param from the number of the linked record that the link begins at; -1 for the slice's own
 * @param link how it is linked, and what is asked of it, the caller aside
 */
@RegisterForReflection
public record LinkedRow(int from, Link link) {

  /** Begins at the slice's own record. */
  static final int OWN = -1;

  /** The same, where so many others come first. */
  LinkedRow behind(int others) {
    return from == OWN ? this : new LinkedRow(from + others, link);
  }

  /** The same, reached over the first of a list. */
  LinkedRow beyondFirst() {
    return new LinkedRow(from + 1, link);
  }

  /** The entity of the records where the link of one in a list begins. */
  static String origin(List<LinkedRow> rows, int index, String own) {
    int from = rows.get(index).from;
    return from == OWN ? own : rows.get(from).link.entity();
  }
}
