package dev.haversack.profile.profiles;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.platform.http.ETags;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
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
  PublishedProfile publish(UUID organizationId, UUID id, @Nullable String ifMatch) {
    Change change = changes.begin(organizationId);
    ProfileRow row = Profiles.existing(organizationId, id);
    ETags.check(ifMatch, row.version);
    profiles
        .check(row)
        .refuse(ProblemCode.INVALID_PROFILE, "The draft breaks rules; nothing was published.");
    PublishedProfile content = nextVersion(row);
    store(organizationId, content);
    row.publishedVersion = content.version();
    // The draft shows its latest version, so it is another state now; and publishing twice with
    // the same If-Match, as after a lost answer, publishes once.
    row.version = profiles.nextDraftVersion();
    change.put(FeedKind.PUBLISHED_PROFILE, id.toString(), content);
    return content;
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
    VersionRow row = VersionRow.of(organizationId, id, version);
    if (row == null) {
      throw ProblemException.of(
          ProblemCode.NOT_FOUND, "The profile " + id + " has no version " + version + ".");
    }
    return row.content;
  }

  private PublishedProfile nextVersion(ProfileRow row) {
    int version = row.publishedVersion == null ? 1 : row.publishedVersion + 1;
    return new PublishedProfile(
        row.id, version, row.name, clock.instant().truncatedTo(ChronoUnit.MILLIS), row.items);
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
