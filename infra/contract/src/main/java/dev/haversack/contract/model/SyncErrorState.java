package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where a sync error stands. Dynamics 365 knows two states of a {@code syncerror}: Active (0) is
 * {@code active} and {@code resolving} here, Resolved (1, status Fixed) is {@code resolved}.
 */
public enum SyncErrorState {
  /** Somebody must decide. */
  @JsonProperty("active")
  ACTIVE,
  /** Decided; the outcome is not known yet. */
  @JsonProperty("resolving")
  RESOLVING,
  /** Settled for good. */
  @JsonProperty("resolved")
  RESOLVED
}
