package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an entry of the configuration feed is about. */
public enum FeedKind {
  /** An `Organization`. */
  @JsonProperty("organization")
  ORGANIZATION,
  /** An `EntityMetadata`. */
  @JsonProperty("entity")
  ENTITY,
  /** A `BusinessUnit`. */
  @JsonProperty("business-unit")
  BUSINESS_UNIT,
  /** A `Team`. */
  @JsonProperty("team")
  TEAM,
  /** A `User`. */
  @JsonProperty("user")
  USER,
  /** A `Role`. */
  @JsonProperty("role")
  ROLE,
  /** A `Position`. */
  @JsonProperty("position")
  POSITION,
  /** A `PublishedProfile`; the latest version. The id is the profile's. */
  @JsonProperty("published-profile")
  PUBLISHED_PROFILE,
  /** A `ProfileAssignments`. The id is the profile's. */
  @JsonProperty("profile-assignments")
  PROFILE_ASSIGNMENTS
}
