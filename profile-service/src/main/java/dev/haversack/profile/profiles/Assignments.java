package dev.haversack.profile.profiles;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.platform.http.ETags;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.profile.answers.Stored;
import dev.haversack.profile.answers.Versioned;
import dev.haversack.profile.directory.References;
import dev.haversack.profile.feed.Change;
import dev.haversack.profile.feed.Changes;
import dev.haversack.profile.findings.Findings;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who has which profile; in force at once, whether the profile is published again or not. */
@Singleton
class Assignments {

  private final Changes changes;
  private final References references;
  private final UserLimit limit;

  Assignments(Changes changes, References references, UserLimit limit) {
    this.changes = changes;
    this.references = references;
    this.limit = limit;
  }

  @Transactional
  Versioned<ProfileAssignments> read(UUID organizationId, UUID profileId) {
    ProfileRow row = Profiles.existing(organizationId, profileId);
    return new Versioned<>(row.assignments(), row.assignmentsVersion);
  }

  @Transactional
  Stored<ProfileAssignments> put(
      UUID organizationId,
      UUID profileId,
      ProfileAssignments assignments,
      @Nullable String ifMatch) {
    Change change = changes.begin(organizationId);
    ProfileRow row = Profiles.existing(organizationId, profileId);
    ETags.check(ifMatch, row.assignmentsVersion);
    Findings findings = new Findings();
    references.users(organizationId, assignments.userIds(), "userIds", findings);
    references.teams(organizationId, assignments.teamIds(), "teamIds", findings);
    findings.refuse(ProblemCode.VALIDATION_FAILED, "Users and teams of the directory are needed.");
    limit.check(organizationId, assignments, "userIds", findings);
    findings.refuse(ProblemCode.VALIDATION_FAILED, "Too many users.");
    row.userIds = assignments.userIds();
    row.teamIds = assignments.teamIds();
    row.assignmentsVersion =
        change.put(FeedKind.PROFILE_ASSIGNMENTS, profileId.toString(), assignments);
    return new Stored<>(assignments, row.assignmentsVersion, false);
  }
}
