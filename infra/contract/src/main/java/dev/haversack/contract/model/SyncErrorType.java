package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kind of sync error. */
public enum SyncErrorType {
  /** The record changed meanwhile. */
  @JsonProperty("conflict")
  CONFLICT,
  /** The record does not exist. */
  @JsonProperty("record-not-found")
  RECORD_NOT_FOUND,
  /** A record with this id exists. */
  @JsonProperty("record-already-exists")
  RECORD_ALREADY_EXISTS,
  /** Anything else: rights, validation, references. */
  @JsonProperty("other")
  OTHER
}
