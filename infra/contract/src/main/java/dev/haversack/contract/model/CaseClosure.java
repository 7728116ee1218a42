package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When a case can be resolved that has cases below it; section 5.2 of the facts. */
public enum CaseClosure {
  /** Whatever the cases below it are. */
  @JsonProperty("any-time")
  ANY_TIME,
  /** Once all cases below it are closed. */
  @JsonProperty("children-first")
  CHILDREN_FIRST
}
