package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a decision. */
public enum ResolutionOutcome {
  /** The action is in. */
  @JsonProperty("applied")
  APPLIED,
  /** The action is in, beside other changes. */
  @JsonProperty("merged")
  MERGED,
  /** The action was given up. */
  @JsonProperty("discarded")
  DISCARDED,
  /** The action failed again; the next attempt says why. */
  @JsonProperty("failed")
  FAILED,
  /**
   * The decision cannot be carried out, on somebody's own behalf for want of his rights; the error
   * is active again as it was, and needs another one.
   */
  @JsonProperty("refused")
  REFUSED
}
