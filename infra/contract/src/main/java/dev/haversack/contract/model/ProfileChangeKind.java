package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What changed in a profile. */
public enum ProfileChangeKind {
  /** The name. */
  @JsonProperty("name")
  NAME,
  /** The description. */
  @JsonProperty("description")
  DESCRIPTION,
  /** An entity is taken that was not before. */
  @JsonProperty("item-added")
  ITEM_ADDED,
  /** An entity is not taken any more. */
  @JsonProperty("item-removed")
  ITEM_REMOVED,
  /** Which records of an entity are taken. */
  @JsonProperty("distribution")
  DISTRIBUTION,
  /** The filter of an item. */
  @JsonProperty("filter")
  FILTER,
  /** The columns of an item. */
  @JsonProperty("columns")
  COLUMNS,
  /** Which related records an item brings along. */
  @JsonProperty("associations")
  ASSOCIATIONS,
  /** Whether followed records of an item come along. */
  @JsonProperty("following")
  FOLLOWING,
  /** How often devices should ask for changes. */
  @JsonProperty("sync-interval")
  SYNC_INTERVAL,
  /**
   * Only the order in which things are written. That of the items is the one in which devices
   * download.
   */
  @JsonProperty("order")
  ORDER
}
