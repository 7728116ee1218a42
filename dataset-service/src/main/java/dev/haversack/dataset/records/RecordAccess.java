package dev.haversack.dataset.records;

import dev.haversack.dataset.security.Reach;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of a record decides who may use it.
 *
 * @param ownerId the user or team that owns it, if somebody does
 * @param businessUnitId the business unit it counts to, if it does
 * @param shares the principals that it is shared with, and the bits of their rights
 */
public record RecordAccess(
    @Nullable UUID ownerId, @Nullable UUID businessUnitId, Map<UUID, Integer> shares) {

  /** Nobody's in particular. */
  public static final RecordAccess NOBODY = new RecordAccess(null, null);

  /** Keeps a map of its own. */
  public RecordAccess {
    shares = Map.copyOf(shares);
  }

  /** Of a record that is shared with nobody. */
  public RecordAccess(@Nullable UUID ownerId, @Nullable UUID businessUnitId) {
    this(ownerId, businessUnitId, Map.of());
  }

  /** Whether a user with this reach reaches the record. */
  public boolean isIn(Reach reach) {
    return reach.allows(ownerId, businessUnitId) || reach.allows(shares);
  }

  /** The same owner, shared like another. */
  RecordAccess sharedAs(RecordAccess other) {
    return new RecordAccess(ownerId, businessUnitId, other.shares);
  }
}
