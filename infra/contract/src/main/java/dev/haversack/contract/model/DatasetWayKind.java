package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an item takes a record. */
public enum DatasetWayKind {
  /** By the distribution of the item. */
  @JsonProperty("distribution")
  DISTRIBUTION,
  /** Over associations, from another record. */
  @JsonProperty("related")
  RELATED,
  /** The user follows it. */
  @JsonProperty("followed")
  FOLLOWED,
  /** Actions of the user on it are not settled yet. */
  @JsonProperty("pinned")
  PINNED
}
