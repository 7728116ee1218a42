package dev.haversack.profile.profiles;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.platform.http.ETags;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.profile.answers.Page;
import dev.haversack.profile.feed.Change;
import dev.haversack.profile.feed.Changes;
import dev.haversack.profile.organization.Organizations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Publishes drafts and reads what was published. */
@Singleton
class Publications {

  private final Changes changes;
  private final Profiles profiles;
  private final Organizations organizations;
  private final Clock clock;

  Publications(Changes changes, Profiles profiles, Organizations organizations, Clock clock) {
    this.changes = changes;
    this.profiles = profiles;
    this.organizations = organizations;
    this.clock = clock;
  }

  /**
   * What would be published, if it may be. Of an earlier version a copy becomes the next one, and
   * the draft keeps its content: what somebody is at work on is not lost when somebody else has to
   * go back in a hurry.
   */
  @Transactional
  Candidate candidate(
      UUID organizationId, UUID id, Publication publication, @Nullable String ifMatch) {
    Change change = changes.begin(organizationId);
    ProfileRow row = Profiles.existing(organizationId, id);
    Integer earlier = publication.copiedVersion();
    Profile content =
        earlier == null
            ? row.toContract()
            : Profiles.draftOf(VersionRow.existing(organizationId, id, earlier));
    ETags.check(ifMatch, row.version);
    refuse(row, content);
    return new Candidate(
        organizationId,
        content,
        row.version,
        row.assignments(),
        row.assignmentsVersion,
        change.revision(),
        change.revisionOf(Candidate.PROFILES),
        organizations.settings(organizationId).limits().mostRecords());
  }

  /**
   * Publishes what was found good; null when something has changed since.
   *
   * @param unchanged whether the whole configuration of the organization has to be as it was;
   *     profiles, and who has them, have to be in any case
   */
  @Transactional
  @Nullable PublishedProfile publish(
      Candidate candidate, Publication publication, boolean unchanged) {
    Change change = changes.begin(candidate.organizationId());
    ProfileRow row = Profiles.existing(candidate.organizationId(), candidate.content().id());
    if (!candidate.isOf(row, change) || unchanged && !candidate.isOf(change)) {
      return null;
    }
    refuse(row, candidate.content());
    PublishedProfile published = nextVersion(row, candidate.content(), publication);
    store(row.orgId, published);
    row.publishedVersion = published.version();
    // The draft shows its latest version, so it is another state now; and publishing twice with
    // the same If-Match, as after a lost answer, publishes once.
    row.version = profiles.nextDraftVersion();
    change.put(FeedKind.PUBLISHED_PROFILE, row.id.toString(), published);
    return published;
  }

  private void refuse(ProfileRow row, Profile content) {
    Profiles.refuseTakenName(row.orgId, row.id, content.name());
    profiles
        .check(row, content)
        .refuse(ProblemCode.INVALID_PROFILE, "It breaks rules; nothing was published.");
  }

  @Transactional
  Page<PublishedProfile> list(UUID organizationId, UUID id, int limit, @Nullable String cursor) {
    Profiles.existing(organizationId, id);
    return Page.of(
        VersionRow.page(organizationId, id, Page.beforeNumber(cursor), limit),
        limit,
        row -> row.content,
        row -> String.valueOf(row.version));
  }

  @Transactional
  PublishedProfile read(UUID organizationId, UUID id, int version) {
    return VersionRow.existing(organizationId, id, version);
  }

  private PublishedProfile nextVersion(ProfileRow row, Profile content, Publication publication) {
    return new PublishedProfile(
        row.id,
        row.publishedVersion == null ? 1 : row.publishedVersion + 1,
        content.name(),
        content.description(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        publication.by(),
        publication.comment(),
        publication.copiedVersion(),
        content.items());
  }

  private static void store(UUID organizationId, PublishedProfile content) {
    VersionRow row = new VersionRow();
    row.orgId = organizationId;
    row.profileId = content.profileId();
    row.version = content.version();
    row.content = content;
    row.persist();
  }
}
