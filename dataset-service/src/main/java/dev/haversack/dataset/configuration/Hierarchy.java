package dev.haversack.dataset.configuration;

import dev.haversack.contract.model.HierarchyModel;
import dev.haversack.contract.model.HierarchySecurity;
import dev.haversack.contract.model.Position;
import dev.haversack.contract.model.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who stands above whom in an organization: by the positions where its settings say so, else by who
 * reports to whom. Section 7.5 of the facts.
 */
public final class Hierarchy {

  private final Directory directory;
  private final HierarchySecurity settings;
  private final Map<UUID, List<UUID>> positionsBelow = new HashMap<>();
  private final Map<UUID, List<UUID>> holders = new HashMap<>();
  private final Map<UUID, Map<UUID, Integer>> levels = new ConcurrentHashMap<>();

  Hierarchy(Directory directory, HierarchySecurity settings) {
    this.directory = directory;
    this.settings = settings;
    for (Position position : directory.positions()) {
      UUID parent = position.parentId();
      if (parent != null) {
        positionsBelow.computeIfAbsent(parent, p -> new ArrayList<>()).add(position.id());
      }
    }
    for (User user : directory.users()) {
      UUID position = user.positionId();
      if (position != null) {
        holders.computeIfAbsent(position, p -> new ArrayList<>()).add(user.id());
      }
    }
  }

  /** Everybody below a user at any depth, without himself. */
  public Set<UUID> below(UUID userId) {
    return levelsBelow(userId).keySet();
  }

  /**
   * The users below whose records somebody reaches for standing above them.
   *
   * @param depth levels down; his direct reports are level 1
   */
  public Set<UUID> reached(UUID userId, int depth) {
    Set<UUID> found = new HashSet<>();
    levelsBelow(userId)
        .forEach((below, level) -> {
          if (level <= depth && mayReach(userId, below)) {
            found.add(below);
          }
        });
    return found;
  }

  private boolean mayReach(UUID above, UUID below) {
    if (settings.model() != HierarchyModel.MANAGER || settings.anyBusinessUnit()) {
      return true;
    }
    return directory
        .user(above)
        .map(User::businessUnitId)
        .map(directory::businessUnitAndBelow)
        .flatMap(units -> directory.user(below).map(user -> units.contains(user.businessUnitId())))
        .orElse(false);
  }

  private Map<UUID, Integer> levelsBelow(UUID userId) {
    return levels.computeIfAbsent(
        userId, id -> settings.model() == HierarchyModel.POSITION ? byPosition(id) : byManager(id));
  }

  private Map<UUID, Integer> byManager(UUID userId) {
    Map<UUID, Integer> found = walk(userId, directory::reportsOf);
    found.remove(userId);
    return found;
  }

  private Map<UUID, Integer> byPosition(UUID userId) {
    Map<UUID, Integer> found = new HashMap<>();
    directory
        .user(userId)
        .map(User::positionId)
        .ifPresent(own ->
            walk(own, position -> positionsBelow.getOrDefault(position, List.of()))
                .forEach((position, level) -> {
                  if (level > 0) {
                    holders
                        .getOrDefault(position, List.of())
                        .forEach(holder -> found.put(holder, level));
                  }
                }));
    found.remove(userId);
    return found;
  }

  /** What is below. */
  @FunctionalInterface
  private interface Below {
    Collection<UUID> of(UUID id);
  }

  /** Each is visited once, so that a tree that is broken into a circle does no harm. */
  private static Map<UUID, Integer> walk(UUID start, Below below) {
    Map<UUID, Integer> found = new HashMap<>(Map.of(start, 0));
    List<UUID> level = List.of(start);
    for (int depth = 1; !level.isEmpty(); depth++) {
      List<UUID> next = new ArrayList<>();
      for (UUID id : level) {
        for (UUID under : below.of(id)) {
          if (found.putIfAbsent(under, depth) == null) {
            next.add(under);
          }
        }
      }
      level = next;
    }
    return found;
  }
}
