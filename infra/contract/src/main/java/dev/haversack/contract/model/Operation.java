package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an action does to its record. */
public enum Operation {
  /** Make the record. */
  @JsonProperty("create")
  CREATE,
  /** Change attributes of it. */
  @JsonProperty("update")
  UPDATE,
  /** Remove it. */
  @JsonProperty("delete")
  DELETE,
  /** Have it in the user's dataset, whatever the profile's filter says. */
  @JsonProperty("follow")
  FOLLOW,
  /** End that. */
  @JsonProperty("unfollow")
  UNFOLLOW;

  /** Whether it carries attributes. */
  public boolean takesAttributes() {
    return switch (this) {
      case CREATE, UPDATE -> true;
      case DELETE, FOLLOW, UNFOLLOW -> false;
    };
  }

  /** Whether it changes the record itself. */
  public boolean writes() {
    return switch (this) {
      case CREATE, UPDATE, DELETE -> true;
      case FOLLOW, UNFOLLOW -> false;
    };
  }
}
