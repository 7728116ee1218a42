package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a filter is for. */
public enum FilterPurpose {
  /** For an item of a profile; it may look at the caller. */
  @JsonProperty("item")
  ITEM,
  /** For an organization filter; it holds for everybody. */
  @JsonProperty("organization")
  ORGANIZATION
}
