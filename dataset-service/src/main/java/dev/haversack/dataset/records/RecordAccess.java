package dev.haversack.dataset.records;

import dev.haversack.dataset.security.Reach;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of a record decides who may use it.
 *
 * @param ownerId the user or team that owns it, if somebody does
 * @param businessUnitId the business unit it counts to, if it does
 */
public record RecordAccess(@Nullable UUID ownerId, @Nullable UUID businessUnitId) {

  /** Nobody's in particular. */
  public static final RecordAccess NOBODY = new RecordAccess(null, null);

  /** Whether a user with this reach reaches the record. */
  public boolean isIn(Reach reach) {
    return reach.allows(ownerId, businessUnitId);
  }
}
