package dev.haversack.dataset.security;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The records of one entity that a user may use one privilege on. A record is reached when any of
 * the three says so.
 *
 * @param everything whether all records are reached; the sets are empty then
 * @param ownerIds users and teams whose records are reached
 * @param businessUnitIds business units whose records are reached
 */
public record Reach(boolean everything, Set<UUID> ownerIds, Set<UUID> businessUnitIds) {

  /** Reaches no record: the privilege is missing. */
  public static final Reach NOTHING = new Reach(false, Set.of(), Set.of());

  /** Reaches every record. */
  public static final Reach EVERYTHING = new Reach(true, Set.of(), Set.of());

  /** Keeps sets of its own. */
  public Reach {
    ownerIds = Set.copyOf(ownerIds);
    businessUnitIds = Set.copyOf(businessUnitIds);
  }

  /** Whether no record at all is reached, which means that the user lacks the privilege. */
  public boolean isNothing() {
    return !everything && ownerIds.isEmpty() && businessUnitIds.isEmpty();
  }

  /** Whether a record of this owner and business unit is reached. */
  public boolean allows(@Nullable UUID ownerId, @Nullable UUID businessUnitId) {
    return everything
        || (ownerId != null && ownerIds.contains(ownerId))
        || (businessUnitId != null && businessUnitIds.contains(businessUnitId));
  }
}
