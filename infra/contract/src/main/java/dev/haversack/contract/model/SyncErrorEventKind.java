package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happened to a sync error. */
public enum SyncErrorEventKind {
  /** An attempt of the action failed: the error is new, or open again. */
  @JsonProperty("failed")
  FAILED,
  /** Somebody decided; what comes of it is not known yet. */
  @JsonProperty("decided")
  DECIDED,
  /** It is settled for good. */
  @JsonProperty("settled")
  SETTLED,
  /** A decision cannot be carried out: another one is needed. */
  @JsonProperty("refused")
  REFUSED,
  /** Somebody was asked to settle it, or nobody any more. */
  @JsonProperty("assigned")
  ASSIGNED,
  /** Somebody said something. */
  @JsonProperty("commented")
  COMMENTED
}
