package dev.haversack.profile.profiles;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.platform.http.ETags;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.profile.answers.Page;
import dev.haversack.profile.feed.Change;
import dev.haversack.profile.feed.Changes;
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
  private final Clock clock;

  Publications(Changes changes, Profiles profiles, Clock clock) {
    this.changes = changes;
    this.profiles = profiles;
    this.clock = clock;
  }

  @Transactional
  PublishedProfile publish(
      UUID organizationId, UUID id, Publication publication, @Nullable String ifMatch) {
    Change change = changes.begin(organizationId);
    ProfileRow row = Profiles.existing(organizationId, id);
    ETags.check(ifMatch, row.version);
    return publish(change, row, row.toContract(), publication);
  }

  /**
   * Publishes a copy of an earlier version as the next one. The draft keeps its content: what
   * somebody is at work on is not lost when somebody else has to go back in a hurry.
   */
  @Transactional
  PublishedProfile republish(
      UUID organizationId,
      UUID id,
      int version,
      Publication publication,
      @Nullable String ifMatch) {
    Change change = changes.begin(organizationId);
    ProfileRow row = Profiles.existing(organizationId, id);
    PublishedProfile earlier = VersionRow.existing(organizationId, id, version);
    ETags.check(ifMatch, row.version);
    Profiles.refuseTakenName(organizationId, id, earlier.name());
    return publish(change, row, Profiles.draftOf(earlier), publication.copyOf(version));
  }

  private PublishedProfile publish(
      Change change, ProfileRow row, Profile content, Publication publication) {
    profiles
        .check(row, content)
        .refuse(ProblemCode.INVALID_PROFILE, "It breaks rules; nothing was published.");
    PublishedProfile published = nextVersion(row, content, publication);
    store(row.orgId, published);
    row.publishedVersion = published.version();
    // The draft shows its latest version, so it is another state now; and publishing twice with
    // the same If-Match, as after a lost answer, publishes once.
    row.version = profiles.nextDraftVersion();
    change.put(FeedKind.PUBLISHED_PROFILE, row.id.toString(), published);
    return published;
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
