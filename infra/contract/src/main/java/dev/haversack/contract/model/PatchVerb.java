package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an operation of a patch does. */
public enum PatchVerb {
  /** Add the value, or insert it into a list. */
  @JsonProperty("add")
  ADD,
  /** Remove what is there. */
  @JsonProperty("remove")
  REMOVE,
  /** Put the value in place of what is there. */
  @JsonProperty("replace")
  REPLACE
}
