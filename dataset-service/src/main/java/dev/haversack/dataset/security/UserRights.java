package dev.haversack.dataset.security;

import dev.haversack.dataset.configuration.OrganizationModel;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One user's reaches at one revision of the configuration, each computed once. For one thread and
 * one request.
 */
public final class UserRights {

  private final OrganizationModel organization;
  private final UUID userId;
  private final Map<Question, Reach> answers = new HashMap<>();

  /** The rights of a user; an unknown one has none. */
  public UserRights(OrganizationModel organization, UUID userId) {
    this.organization = organization;
    this.userId = userId;
  }

  /** The user. */
  public UUID userId() {
    return userId;
  }

  /** What the user reaches with a privilege on an entity. */
  public Reach reach(String entity, PrivilegeKind kind) {
    return answers.computeIfAbsent(
        new Question(entity, kind), q -> Reaches.of(organization, userId, q.entity(), q.kind()));
  }

  private record Question(String entity, PrivilegeKind kind) {}
}
