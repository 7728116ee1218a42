package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which records of an entity a profile takes. */
public enum Distribution {
  /** All records. */
  @JsonProperty("all")
  ALL,
  /** The user's, his teams' or his business unit's. */
  @JsonProperty("organization")
  ORGANIZATION,
  /** What the filter says. */
  @JsonProperty("custom")
  CUSTOM,
  /** Only what associations of the profile's items bring along. */
  @JsonProperty("related")
  RELATED
}
