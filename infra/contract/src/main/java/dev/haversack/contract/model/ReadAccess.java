package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a user may read a record. */
public enum ReadAccess {
  /** A role lets him read all records of the entity. */
  @JsonProperty("organization")
  ORGANIZATION,
  /** He owns it. */
  @JsonProperty("owner")
  OWNER,
  /** A team of his owns it. */
  @JsonProperty("team")
  TEAM,
  /** A role reaches the business unit that it belongs to. */
  @JsonProperty("business-unit")
  BUSINESS_UNIT,
  /** It is shared with him, a team of his or everybody. */
  @JsonProperty("shared")
  SHARED,
  /** It belongs to, or is shared with, somebody below him. */
  @JsonProperty("hierarchy")
  HIERARCHY,
  /** He may not read it. */
  @JsonProperty("none")
  NONE
}
