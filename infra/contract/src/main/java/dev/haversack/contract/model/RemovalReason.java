package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a record left a dataset. */
public enum RemovalReason {
  /** It does not exist any more. */
  @JsonProperty("deleted")
  DELETED,
  /** The profile's filter does not take it any more. */
  @JsonProperty("filter")
  FILTER,
  /** The user may not read it any more. */
  @JsonProperty("security")
  SECURITY,
  /** The user does not follow it any more. */
  @JsonProperty("unfollowed")
  UNFOLLOWED,
  /** The profile that took it is not the user's any more, or takes something else now. */
  @JsonProperty("profile")
  PROFILE
}
