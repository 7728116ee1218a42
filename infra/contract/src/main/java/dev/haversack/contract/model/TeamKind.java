package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a team is for. */
public enum TeamKind {
  /** Can own records and hold roles. */
  @JsonProperty("owner")
  OWNER,
  /** Only a target of sharing. */
  @JsonProperty("access")
  ACCESS
}
