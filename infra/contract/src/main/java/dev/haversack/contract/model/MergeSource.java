package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a value of a merged record comes from. */
public enum MergeSource {
  /** The action. */
  @JsonProperty("mine")
  MINE,
  /** What was there. */
  @JsonProperty("theirs")
  THEIRS,
  /** Made of both. */
  @JsonProperty("both")
  BOTH,
  /** Who settled the sync error entered it. */
  @JsonProperty("resolver")
  RESOLVER
}
