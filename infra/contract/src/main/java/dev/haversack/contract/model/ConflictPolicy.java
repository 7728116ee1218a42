package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who wins where both sides changed the same. */
public enum ConflictPolicy {
  /** Nobody: a sync error waits for somebody to decide. */
  @JsonProperty("manual")
  MANUAL,
  /** What is there stays. */
  @JsonProperty("server")
  SERVER,
  /** What was done offline replaces what is there. */
  @JsonProperty("client")
  CLIENT,
  /** Who changed it later; the only policy that looks at a device's clock. */
  @JsonProperty("latest")
  LATEST
}
