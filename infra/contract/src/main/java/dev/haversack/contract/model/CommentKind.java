package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a comment about a sync error is. */
public enum CommentKind {
  /** Words. */
  @JsonProperty("comment")
  COMMENT,
  /** Somebody was asked to settle the error, or nobody any more. */
  @JsonProperty("assignment")
  ASSIGNMENT
}
