package dev.haversack.profile.directory;

import dev.haversack.profile.findings.Findings;
import java.util.UUID;

/** What another feature still needs of the directory. */
public interface DirectoryUses {

  /** Adds whoever needs the user. */
  void ofUser(UUID organizationId, UUID userId, Findings findings);

  /** Adds whoever needs the team. */
  void ofTeam(UUID organizationId, UUID teamId, Findings findings);
}
