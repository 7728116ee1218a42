package dev.haversack.profile.profiles;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.contract.model.ProfileSizeRequest;
import dev.haversack.profile.feed.Change;
import java.util.Set;
import java.util.UUID;

/**
 * What is about to be published: a content that breaks no rule, in the state that it was found in.
 *
 * @param organizationId the organization
 * @param content the content of the next version
 * @param draftVersion the draft's version
 * @param assignments who has the profile
 * @param assignmentsVersion the version of that
 * @param revision the revision of the configuration
 * @param profilesRevision the revision of what all profiles bring to whom
 * @param mostRecords how many records a user may have
 */
record Candidate(
    UUID organizationId,
    Profile content,
    long draftVersion,
    ProfileAssignments assignments,
    long assignmentsVersion,
    long revision,
    long profilesRevision,
    long mostRecords) {

  /** What of the feed decides which profiles bring what to whom. */
  static final Set<FeedKind> PROFILES =
      Set.of(FeedKind.PUBLISHED_PROFILE, FeedKind.PROFILE_ASSIGNMENTS);

  /** Whether the draft, who has it, and all other profiles are still as they were. */
  boolean isOf(ProfileRow row, Change change) {
    return row.version == draftVersion
        && row.assignmentsVersion == assignmentsVersion
        && change.revisionOf(PROFILES) == profilesRevision;
  }

  /** Whether nothing at all has changed in the organization's configuration. */
  boolean isOf(Change change) {
    return change.revision() == revision;
  }

  /** What dataset-service is asked. */
  ProfileSizeRequest sizeRequest() {
    return new ProfileSizeRequest(
        content.id(), revision, content.items(), assignments, mostRecords);
  }
}
