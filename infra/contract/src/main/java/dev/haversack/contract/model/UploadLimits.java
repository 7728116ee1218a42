package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How much devices may upload. Who goes over a limit is asked to wait; nothing that was accepted is
 * dropped. What is left out has no limit.
 *
 * @param deviceActionsPerMinute new actions of one device within a minute
 * @param deviceQueue how many actions of one device may wait to be replayed; a batch is accepted
 *     however large it is while none waits
 * @param organizationActionsPerMinute new actions of all devices within a minute of the clock
 * @param organizationQueue how many actions of all devices may wait to be replayed, as counted some
 *     seconds ago at most; a batch is accepted however large it is while none waits
 * @param deviceQueueSize how much of one device may wait, in characters of attributes and base
 *     values as JSON; a batch is accepted however large it is while none waits
 * @param organizationQueueSize how much of all devices may wait, so too
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UploadLimits(
    @Min(1) @Max(100000000) @Nullable Integer deviceActionsPerMinute,
    @Min(1) @Max(100000000) @Nullable Integer deviceQueue,
    @Min(1) @Max(100000000) @Nullable Integer organizationActionsPerMinute,
    @Min(1) @Max(1000000000) @Nullable Integer organizationQueue,
    @Min(1) @Max(1000000000000L) @Nullable Long deviceQueueSize,
    @Min(1) @Max(1000000000000L) @Nullable Long organizationQueueSize) {

  /** What holds where an organization says nothing. */
  public static final UploadLimits DEFAULT =
      new UploadLimits(500_000, 1_000_000, null, 20_000_000, 1_000_000_000L, 20_000_000_000L);
}
