package dev.haversack.conflict.errors;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.User;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.platform.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Who sees whose errors, by the directory as this service knows it. */
@ApplicationScoped
public class Viewers {

  /** Who reports to whom, at a revision of the configuration. */
  private record Reports(long revision, Map<UUID, List<UUID>> ofManager) {}

  private final ConfigurationStore configuration;
  private final Map<UUID, Reports> known = new ConcurrentHashMap<>();

  Viewers(ConfigurationStore configuration) {
    this.configuration = configuration;
  }

  /** The viewer that a call comes from. */
  public Viewer of(Caller caller) {
    return of(caller.organizationId(), caller.userId(), caller.isAdmin());
  }

  /** What a user sees now, who came as an administrator or not. */
  public Viewer of(UUID organizationId, UUID userId, boolean isAdmin) {
    return new Viewer(
        organizationId, userId, isAdmin ? null : withReports(reports(organizationId), userId));
  }

  /** Whether a user can be asked to settle something. */
  public boolean isActive(UUID organizationId, UUID userId) {
    return configuration
        .find(organizationId, FeedKind.USER, userId.toString(), User.class)
        .filter(User::active)
        .isPresent();
  }

  /** Whether somebody is above another, at any level. */
  public boolean isAbove(UUID organizationId, UUID above, UUID userId) {
    return !above.equals(userId) && withReports(reports(organizationId), above).contains(userId);
  }

  /** The present members of a team; nobody where there is no such team. */
  public Set<UUID> members(UUID organizationId, UUID teamId) {
    Team team =
        configuration
            .find(organizationId, FeedKind.TEAM, teamId.toString(), Team.class)
            .orElse(null);
    if (team == null) {
      return Set.of();
    }
    Set<UUID> members = new HashSet<>(team.memberIds());
    if (team.isDefault()) {
      configuration.list(organizationId, FeedKind.USER, User.class).stream()
          .filter(user -> user.businessUnitId().equals(team.businessUnitId()))
          .forEach(user -> members.add(user.id()));
    }
    return members;
  }

  /** He and everybody below him; in a circle, everybody once. */
  private static Set<UUID> withReports(Map<UUID, List<UUID>> ofManager, UUID user) {
    Set<UUID> found = new HashSet<>(Set.of(user));
    Deque<UUID> next = new ArrayDeque<>(found);
    while (!next.isEmpty()) {
      for (UUID below : ofManager.getOrDefault(next.pop(), List.of())) {
        if (found.add(below)) {
          next.push(below);
        }
      }
    }
    return found;
  }

  private Map<UUID, List<UUID>> reports(UUID organizationId) {
    long revision = configuration.revision(organizationId);
    Reports reports =
        known.compute(
            organizationId,
            (id, present) ->
                present != null && present.revision() == revision
                    ? present
                    : new Reports(revision, load(id)));
    return reports.ofManager();
  }

  private Map<UUID, List<UUID>> load(UUID organizationId) {
    Map<UUID, List<UUID>> ofManager = new HashMap<>();
    List<User> managed =
        configuration.list(organizationId, FeedKind.USER, User.class).stream()
            .filter(user -> user.managerId() != null)
            .collect(Collectors.toList());
    managed.forEach(
        user -> ofManager.computeIfAbsent(user.managerId(), m -> new ArrayList<>()).add(user.id()));
    return ofManager;
  }
}
