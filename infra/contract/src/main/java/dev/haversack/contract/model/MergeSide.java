package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A side of a conflict. */
public enum MergeSide {
  /** What the user entered. */
  @JsonProperty("mine")
  MINE,
  /** What is there. */
  @JsonProperty("theirs")
  THEIRS
}
