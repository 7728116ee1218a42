package dev.haversack.profile.directory;

import dev.haversack.contract.model.AssignedProfile;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The published profiles that somebody has. */
public interface OwnProfiles {

  /** Those assigned to the user or to one of the teams. */
  List<AssignedProfile> of(UUID organizationId, UUID userId, Collection<UUID> teamIds);
}
