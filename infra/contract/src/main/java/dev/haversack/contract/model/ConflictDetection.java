package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How replay detects conflicts. */
public enum ConflictDetection {
  /** Last writer wins; what was overwritten is kept in the audit trail. */
  @JsonProperty("off")
  OFF,
  /** Any newer version of the record conflicts. */
  @JsonProperty("record")
  RECORD,
  /** Changes of different attributes merge by themselves. */
  @JsonProperty("attribute")
  ATTRIBUTE
}
