package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How grave a finding is. */
public enum FindingSeverity {
  /** Keeps the profile from being published. */
  @JsonProperty("error")
  ERROR,
  /** Can be published, but is hardly meant. */
  @JsonProperty("warning")
  WARNING
}
