package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who wins where both sides changed the same attribute, or how one value is made of both. */
public enum AttributePolicy {
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
  LATEST,
  /** The greater number or later moment. */
  @JsonProperty("max")
  MAX,
  /** The lesser number or earlier moment. */
  @JsonProperty("min")
  MIN,
  /** The difference that was made offline is added to what is there. */
  @JsonProperty("sum")
  SUM,
  /** Of a choice of several: what either side added is in, what either side took out is not. */
  @JsonProperty("union")
  UNION,
  /**
   * Of a text: what was written at its end offline comes at the end of what is there; on a line of
   * its own where two words would run together.
   */
  @JsonProperty("append")
  APPEND;

  /** The same policy for single attributes. */
  public static AttributePolicy of(ConflictPolicy policy) {
    return switch (policy) {
      case MANUAL -> MANUAL;
      case SERVER -> SERVER;
      case CLIENT -> CLIENT;
      case LATEST -> LATEST;
    };
  }

  /** Whether it makes one value of both. */
  public boolean combines() {
    return switch (this) {
      case SUM, UNION, APPEND -> true;
      case MANUAL, SERVER, CLIENT, LATEST, MAX, MIN -> false;
    };
  }
}
