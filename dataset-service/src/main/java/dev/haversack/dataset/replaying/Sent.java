package dev.haversack.dataset.replaying;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ApplyAction;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.records.RecordValidator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an action says, with what goes without saying. */
final class Sent {

  private Sent() {}

  /** Its attributes; none where it carries none. */
  static ObjectNode attributes(ApplyAction action) {
    ObjectNode attributes = action.attributes();
    return attributes == null ? JsonNodeFactory.instance.objectNode() : attributes;
  }

  /**
   * The version that the device saw; 0 when it names none. What its preceding action made is none
   * that it saw: others may be in it.
   */
  static long seenVersion(ApplyAction action) {
    return action.baseVersion() == null ? 0 : action.baseVersion();
  }

  /** The second edit of a record in one queue builds on the outcome of the first. */
  static long effectiveVersion(ApplyAction action) {
    long seen = seenVersion(action);
    return action.precedingVersion() == null ? seen : Math.max(seen, action.precedingVersion());
  }

  /** Base values in the stored form; what no record can hold tells nothing. */
  static @Nullable ObjectNode baseValues(EntityModel entity, ApplyAction action) {
    ObjectNode sent = action.baseValues();
    return sent == null ? null : new RecordValidator(entity).read(sent).values();
  }

  /** When it was made by the device's clock, which cannot have been later than now. */
  static @Nullable Instant madeAt(ApplyAction action, Instant now) {
    Instant madeAt = action.madeAt();
    return madeAt == null || madeAt.isBefore(now) ? madeAt : now;
  }
}
