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
  FAILED,
  /** Not done, as another action of its local transaction failed. */
  @JsonProperty("withdrawn")
  WITHDRAWN,
  /** Not tried, as an action that it depends on failed or was skipped. */
  @JsonProperty("skipped")
  SKIPPED;

  /** Whether it took effect. */
  public boolean isEffective() {
    return this == APPLIED || this == MERGED;
  }
}
