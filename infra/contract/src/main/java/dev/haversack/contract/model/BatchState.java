package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a batch is. */
public enum BatchState {
  /** At least one action is queued. */
  @JsonProperty("processing")
  PROCESSING,
  /**
   * None is queued; those that failed, and those held behind one that failed, wait for a
   * resolution.
   */
  @JsonProperty("waiting")
  WAITING,
  /** Every action is applied, merged or discarded. */
  @JsonProperty("settled")
  SETTLED
}
