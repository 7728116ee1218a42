package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a share lets one do with a record; sections 7.1 and 7.4 of the facts. */
public enum AccessRight {
  /** See it. */
  @JsonProperty("read")
  READ,
  /** Change it. */
  @JsonProperty("write")
  WRITE,
  /** Attach it to others: set a lookup on it. */
  @JsonProperty("append")
  APPEND,
  /** Let others be attached to it. */
  @JsonProperty("append-to")
  APPEND_TO,
  /** Remove it. */
  @JsonProperty("delete")
  DELETE,
  /** Share it with others. */
  @JsonProperty("share")
  SHARE,
  /** Give it to another owner. */
  @JsonProperty("assign")
  ASSIGN
}
