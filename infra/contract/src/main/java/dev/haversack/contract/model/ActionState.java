package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an action stands. */
public enum ActionState {
  /** Stored, to be replayed in its turn. */
  @JsonProperty("queued")
  QUEUED,
  /** Waits behind a failed action that it depends on. */
  @JsonProperty("held")
  HELD,
  /** Done as sent. */
  @JsonProperty("applied")
  APPLIED,
  /** Done; other attributes had changed meanwhile and were kept. */
  @JsonProperty("merged")
  MERGED,
  /** Not done; a sync error waits for its resolution. */
  @JsonProperty("failed")
  FAILED,
  /** Given up by a resolution. */
  @JsonProperty("discarded")
  DISCARDED
}
