package dev.haversack.dataset.records;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A write with where it comes from.
 *
 * @param write the write
 * @param actionId the offline action that asked for it; null for a direct call
 * @param madeAt when that action was made by its device's clock, not after now; null for a direct
 *     call, or where the device did not say
 */
public record Authored(RecordWrite write, @Nullable UUID actionId, @Nullable Instant madeAt) {

  /** A write that a direct call asked for. */
  public Authored(RecordWrite write) {
    this(write, null, null);
  }
}
