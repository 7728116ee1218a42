package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who owns an entity's records. */
public enum Ownership {
  /** Owned by a user or a team. */
  @JsonProperty("user")
  USER,
  /** Owned by the organization as a whole. */
  @JsonProperty("organization")
  ORGANIZATION,
  /** Owned by a business unit. */
  @JsonProperty("business")
  BUSINESS,
  /** Owned by nobody; follows its parent. */
  @JsonProperty("none")
  NONE
}
