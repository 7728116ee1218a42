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
  UNFOLLOW,
  /** Give it to another owner; only the privilege Assign is needed. */
  @JsonProperty("assign")
  ASSIGN,
  /** Do what a {@link CommandName} says, to it and to what goes with it. */
  @JsonProperty("command")
  COMMAND,
  /** Make a pair of two records of a many-to-many relationship, unless it is there. */
  @JsonProperty("associate")
  ASSOCIATE,
  /** End a pair, unless it is gone. */
  @JsonProperty("disassociate")
  DISASSOCIATE;

  /** Whether it carries attributes. */
  public boolean takesAttributes() {
    return switch (this) {
      case CREATE, UPDATE, ASSIGN, COMMAND, ASSOCIATE, DISASSOCIATE -> true;
      case DELETE, FOLLOW, UNFOLLOW -> false;
    };
  }

  /** Whether it is nothing without attributes; a command may have no parameters. */
  public boolean needsAttributes() {
    return switch (this) {
      case CREATE, UPDATE, ASSIGN, ASSOCIATE, DISASSOCIATE -> true;
      case DELETE, FOLLOW, UNFOLLOW, COMMAND -> false;
    };
  }

  /** Whether it changes the record itself. */
  public boolean writes() {
    return switch (this) {
      case CREATE, UPDATE, DELETE, ASSIGN, COMMAND, ASSOCIATE, DISASSOCIATE -> true;
      case FOLLOW, UNFOLLOW -> false;
    };
  }
}
