package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an action does to its record. */
public enum Operation {
  /** Make the record. */
  @JsonProperty("create")
  CREATE,
  /** Change attributes of it. */
  @JsonProperty("update")
  UPDATE,
  /** Remove it. */
  @JsonProperty("delete")
  DELETE
}
