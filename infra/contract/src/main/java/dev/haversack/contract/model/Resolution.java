package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a sync error is settled. */
public enum Resolution {
  /**
   * What the user entered replaces what is there (where an attribute's policy combines and it is
   * not in conflict, it is combined); a create whose record exists becomes an update of it.
   */
  @JsonProperty("keep-mine")
  KEEP_MINE,
  /** What is there stays; the action is given up. */
  @JsonProperty("keep-theirs")
  KEEP_THEIRS,
  /** Attribute by attribute, of an update that conflicts. */
  @JsonProperty("merge")
  MERGE,
  /** Try again, as before or edited. */
  @JsonProperty("resubmit")
  RESUBMIT,
  /** The action is given up. */
  @JsonProperty("discard")
  DISCARD
}
