package dev.haversack.dataset.security;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The records of one entity that a user may use one privilege on. A record is reached when any of
 * the four says so.
 *
 * @param everything whether all records are reached; the sets are empty then
 * @param ownerIds users and teams whose records are reached
 * @param businessUnitIds business units whose records are reached
 * @param principalIds users, teams and the organization; what is shared with one of them is
 *     reached, if the share gives the right
 * @param right the bit of the right that a share must give; 0 when none can
 */
public record Reach(
    boolean everything,
    Set<UUID> ownerIds,
    Set<UUID> businessUnitIds,
    Set<UUID> principalIds,
    int right) {

  /** Reaches no record: the privilege is missing. */
  public static final Reach NOTHING = new Reach(false, Set.of(), Set.of());

  /** Reaches every record. */
  public static final Reach EVERYTHING = new Reach(true, Set.of(), Set.of());

  /** Keeps sets of its own. */
  public Reach {
    ownerIds = Set.copyOf(ownerIds);
    businessUnitIds = Set.copyOf(businessUnitIds);
    principalIds = Set.copyOf(principalIds);
  }

  /** Without shares. */
  public Reach(boolean everything, Set<UUID> ownerIds, Set<UUID> businessUnitIds) {
    this(everything, ownerIds, businessUnitIds, Set.of(), 0);
  }

  /** Whether no record at all is reached, which means that the user lacks the privilege. */
  public boolean isNothing() {
    return !everything && ownerIds.isEmpty() && businessUnitIds.isEmpty();
  }

  /** Whether a record of this owner and business unit is reached, shares left aside. */
  public boolean allows(@Nullable UUID ownerId, @Nullable UUID businessUnitId) {
    return everything
        || (ownerId != null && ownerIds.contains(ownerId))
        || (businessUnitId != null && businessUnitIds.contains(businessUnitId));
  }

  /**
   * Whether a record with these shares is reached by one of them.
   *
   * @param shares the bits of the rights that each principal has
   */
  public boolean allows(Map<UUID, Integer> shares) {
    return shares.entrySet().stream()
        .anyMatch(
            share -> (share.getValue() & right) != 0 && principalIds.contains(share.getKey()));
  }
}
