package dev.haversack.dataset.replaying;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What comparing an action with the present record yields. */
sealed interface Detection {

  /** Nobody changed the record since; or it does not matter. */
  record Clear() implements Detection {}

  /** Somebody changed other attributes since, or the same ones to the same values. */
  record Mergeable() implements Detection {}

  /**
   * Both sides changed the record.
   *
   * @param base the values that the action builds on, of the attributes concerned, as far as known
   * @param attributes the attributes that both sides changed; of a delete those the others changed
   * @param toSettle those that are in the way besides: where any newer version is, all that the
   *     action sets
   */
  record Conflict(ObjectNode base, List<String> attributes, List<String> toSettle)
      implements Detection {}
}
