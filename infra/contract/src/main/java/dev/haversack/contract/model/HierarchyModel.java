package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which hierarchy lets those above reach the records of those below; section 7.5 of the facts. */
public enum HierarchyModel {
  /** None. */
  @JsonProperty("off")
  OFF,
  /** Who reports to whom. */
  @JsonProperty("manager")
  MANAGER,
  /** The tree of positions; it crosses business units. */
  @JsonProperty("position")
  POSITION
}
