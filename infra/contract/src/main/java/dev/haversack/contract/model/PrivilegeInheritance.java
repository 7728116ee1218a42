package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a team's role gives to the team's members. */
public enum PrivilegeInheritance {
  /** Members also get user depth in person. */
  @JsonProperty("direct-user")
  DIRECT_USER,
  /** Members may use it only on what the team owns or reaches. */
  @JsonProperty("team-only")
  TEAM_ONLY
}
