package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What something is shared with. */
public enum PrincipalType {
  /** A user. */
  @JsonProperty("systemuser")
  USER,
  /** A team. */
  @JsonProperty("team")
  TEAM,
  /** Everybody in the organization. */
  @JsonProperty("organization")
  ORGANIZATION,
  /** The directory does not know it any more. */
  @JsonProperty("unknown")
  UNKNOWN
}
