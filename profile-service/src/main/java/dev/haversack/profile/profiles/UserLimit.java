package dev.haversack.profile.profiles;

import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.profile.directory.References;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import dev.haversack.profile.organization.Organizations;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** How many users a profile may have: section 2.3 of the facts, a setting of the organization. */
@Singleton
class UserLimit {

  private final References references;
  private final Organizations organizations;

  UserLimit(References references, Organizations organizations) {
    this.references = references;
    this.organizations = organizations;
  }

  /**
   * Adds a finding when there are too many, with the present members of its teams. Membership is
   * live: a team that grows later is found when the profile is published or assigned the next time.
   */
  void check(UUID organizationId, ProfileAssignments assignments, String field, Findings findings) {
    Set<UUID> users = new HashSet<>(assignments.userIds());
    users.addAll(references.membersOf(organizationId, assignments.teamIds()));
    int most = organizations.settings(organizationId).limits().mostUsers();
    if (users.size() > most) {
      findings.error(
          field,
          FindingCode.TOO_MANY_USERS,
          "The organization allows %d users in a profile; with the members of its teams this one has %d."
              .formatted(most, users.size()));
    }
  }
}
