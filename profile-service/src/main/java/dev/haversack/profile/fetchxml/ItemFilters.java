package dev.haversack.profile.fetchxml;

import dev.haversack.contract.model.Filter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the filters of profiles are. */
public interface ItemFilters {

  /**
   * The filter of an item.
   *
   * @param version the version; the draft when null
   * @throws dev.haversack.platform.problem.ProblemException {@code not-found}
   */
  Filter of(UUID organizationId, UUID profileId, String entity, @Nullable Integer version);
}
