package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a privilege reaches; each value contains those before it. */
public enum Depth {
  /** Nothing. */
  @JsonProperty("none")
  NONE,
  /** Records the user or a team of his owns. */
  @JsonProperty("user")
  USER,
  /** And all of the business unit. */
  @JsonProperty("business-unit")
  BUSINESS_UNIT,
  /** And of all units below it. */
  @JsonProperty("parent-child")
  PARENT_CHILD,
  /** All records. */
  @JsonProperty("organization")
  ORGANIZATION
}
