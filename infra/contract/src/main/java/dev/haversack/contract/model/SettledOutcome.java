package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of a resolution that did not fail again. (A new failure comes as a `SyncErrorReport`
 * with a higher attempt.)
 */
public enum SettledOutcome {
  /** The settled action is in. */
  @JsonProperty("applied")
  APPLIED,
  /** The settled action is in, beside other changes. */
  @JsonProperty("merged")
  MERGED,
  /** The action was given up. */
  @JsonProperty("discarded")
  DISCARDED
}
