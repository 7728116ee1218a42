package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What values an attribute takes. */
public enum AttributeType {
  /** Text of one line. */
  @JsonProperty("string")
  STRING,
  /** Text of many lines. */
  @JsonProperty("memo")
  MEMO,
  /** A 32-bit number. */
  @JsonProperty("integer")
  INTEGER,
  /** A 64-bit number. */
  @JsonProperty("bigint")
  BIGINT,
  /** A decimal number. */
  @JsonProperty("decimal")
  DECIMAL,
  /** A floating point number. */
  @JsonProperty("double")
  DOUBLE,
  /** An amount. */
  @JsonProperty("money")
  MONEY,
  /** Yes or no. */
  @JsonProperty("boolean")
  BOOLEAN,
  /** One of the choices, as its number. */
  @JsonProperty("choice")
  CHOICE,
  /** Any of the choices, as a list of their numbers. */
  @JsonProperty("multichoice")
  MULTICHOICE,
  /** The state, as its number. */
  @JsonProperty("state")
  STATE,
  /** The status reason, as its number; it belongs to one state. */
  @JsonProperty("status")
  STATUS,
  /** A moment, RFC 3339 in UTC. */
  @JsonProperty("datetime")
  DATETIME,
  /** A day, `yyyy-mm-dd`. */
  @JsonProperty("date")
  DATE,
  /** The id of another record. */
  @JsonProperty("lookup")
  LOOKUP,
  /** The id of the user or team that owns the record. */
  @JsonProperty("owner")
  OWNER,
  /** A UUID. */
  @JsonProperty("uniqueidentifier")
  UNIQUEIDENTIFIER
}
