package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What keeps a record out of a dataset. */
public enum ObstacleCode {
  /** There is no such record. */
  @JsonProperty("record-not-found")
  RECORD_NOT_FOUND,
  /** The user has no published profile, or is not active. */
  @JsonProperty("no-profile")
  NO_PROFILE,
  /** No role of his lets him read any record of the entity. */
  @JsonProperty("privilege-missing")
  PRIVILEGE_MISSING,
  /** His roles reach other records, not this one. */
  @JsonProperty("not-reached")
  NOT_REACHED,
  /** The profile has no item of the entity. */
  @JsonProperty("entity-not-in-profile")
  ENTITY_NOT_IN_PROFILE,
  /** The entity is not enabled for offline. */
  @JsonProperty("entity-not-offline")
  ENTITY_NOT_OFFLINE,
  /** The entity has no organization filter. */
  @JsonProperty("no-organization-filter")
  NO_ORGANIZATION_FILTER,
  /** The record does not pass the organization filter. */
  @JsonProperty("organization-filter")
  ORGANIZATION_FILTER,
  /** The record does not pass the filter, or is nobody's that the distribution asks for. */
  @JsonProperty("distribution")
  DISTRIBUTION,
  /** The item takes related records only, and none that the user has leads to this one. */
  @JsonProperty("related-only")
  RELATED_ONLY,
  /** The item cannot be evaluated any more. */
  @JsonProperty("item-unusable")
  ITEM_UNUSABLE,
  /** The dataset is behind: changes wait for the next checkpoint. */
  @JsonProperty("not-yet")
  NOT_YET
}
