package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of an action. */
public enum ApplyOutcome {
  /** Done as sent. */
  @JsonProperty("applied")
  APPLIED,
  /** Done; other attributes had changed meanwhile and were kept. */
  @JsonProperty("merged")
  MERGED,
  /** Not done; nothing was changed. */
  @JsonProperty("failed")
  FAILED
}
