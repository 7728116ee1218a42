package dev.haversack.profile.directory;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hierarchy, as the parent of each node that has one.
 *
 * @param parents the present hierarchy, free of cycles
 */
record Tree(Map<UUID, UUID> parents) {

  /** Whether the node would come to stand above itself, if it got this parent. */
  boolean closesCycle(UUID node, UUID newParent) {
    Set<UUID> visited = new HashSet<>();
    for (@Nullable UUID above = newParent; above != null; above = parents.get(above)) {
      if (above.equals(node) || !visited.add(above)) {
        return true;
      }
    }
    return false;
  }
}
