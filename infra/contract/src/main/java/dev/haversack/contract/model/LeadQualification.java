package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which records a lead is made into; section 5.2 of the facts. */
public enum LeadQualification {
  /** Those whose ids the device gives. */
  @JsonProperty("as-asked")
  AS_ASKED,
  /**
   * Those, and always an opportunity, and an account (where the lead has a company name) and a
   * contact where it points to none that the user may use.
   */
  @JsonProperty("everything")
  EVERYTHING
}
