package dev.haversack.profile.profiles;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.ProfileFindings;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.contract.model.RestoredDraft;
import dev.haversack.platform.http.ETags;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.profile.answers.Page;
import dev.haversack.profile.answers.Preconditions;
import dev.haversack.profile.answers.Stored;
import dev.haversack.profile.answers.Versioned;
import dev.haversack.profile.entities.Entities;
import dev.haversack.profile.feed.Change;
import dev.haversack.profile.feed.Changes;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import dev.haversack.profile.organization.Organizations;
import dev.haversack.profile.views.Views;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and changes drafts. They are no part of the feed: devices see published versions only. */
@Singleton
class Profiles {

  private static final String NEXT_DRAFT_VERSION = "SELECT nextval('profile_draft_version')";

  private final Changes changes;
  private final Entities entities;
  private final Views views;
  private final Organizations organizations;
  private final UserLimit userLimit;
  private final EntityManager database;

  Profiles(
      Changes changes,
      Entities entities,
      Views views,
      Organizations organizations,
      UserLimit userLimit,
      EntityManager database) {
    this.changes = changes;
    this.entities = entities;
    this.views = views;
    this.organizations = organizations;
    this.userLimit = userLimit;
    this.database = database;
  }

  @Transactional
  Page<Profile> list(UUID organizationId, int limit, @Nullable String cursor) {
    return Page.of(
        ProfileRow.page(organizationId, Page.afterId(cursor), limit),
        limit,
        ProfileRow::toContract,
        row -> row.id.toString());
  }

  @Transactional
  Versioned<Profile> read(UUID organizationId, UUID id) {
    ProfileRow row = existing(organizationId, id);
    return new Versioned<>(row.toContract(), row.version);
  }

  @Transactional
  Stored<Profile> put(UUID organizationId, UUID id, Profile profile, @Nullable String ifMatch) {
    changes.begin(organizationId);
    @Nullable ProfileRow row = ProfileRow.of(organizationId, id);
    Preconditions.check(ifMatch, row == null ? null : row.version);
    refuseOtherId(id, profile);
    refuseTakenName(organizationId, id, profile.name());
    boolean created = row == null;
    ProfileRow kept = row == null ? newRow(organizationId, id) : row;
    fill(kept, profile);
    if (created) {
      kept.persist();
    }
    return new Stored<>(kept.toContract(), kept.version, created);
  }

  /** Makes the draft what an earlier version was, valid today or not. */
  @Transactional
  Versioned<RestoredDraft> restore(
      UUID organizationId, UUID id, int version, @Nullable String ifMatch) {
    changes.begin(organizationId);
    ProfileRow row = existing(organizationId, id);
    PublishedProfile earlier = VersionRow.existing(organizationId, id, version);
    ETags.check(ifMatch, row.version);
    refuseTakenName(organizationId, id, earlier.name());
    fill(row, draftOf(earlier));
    Findings findings = check(row, row.toContract());
    return new Versioned<>(
        new RestoredDraft(row.toContract(), !findings.hasErrors(), findings.all()), row.version);
  }

  @Transactional
  void delete(UUID organizationId, UUID id, @Nullable String ifMatch) {
    Change change = changes.begin(organizationId);
    ProfileRow row = existing(organizationId, id);
    Preconditions.check(ifMatch, row.version);
    refuseAssigned(row);
    if (row.publishedVersion != null) {
      change.remove(FeedKind.PUBLISHED_PROFILE, id.toString());
    }
    if (row.assignmentsVersion > 0) {
      change.remove(FeedKind.PROFILE_ASSIGNMENTS, id.toString());
    }
    VersionRow.deleteAll(organizationId, id);
    row.delete();
  }

  @Transactional
  ProfileFindings findings(UUID organizationId, UUID id) {
    ProfileRow row = existing(organizationId, id);
    Findings findings = check(row, row.toContract());
    return new ProfileFindings(id, !findings.hasErrors(), findings.all());
  }

  /** Everything that today's metadata and directory have against a content of a profile. */
  Findings check(ProfileRow row, Profile content) {
    UUID organizationId = row.orgId;
    Findings findings =
        new ProfileRules(
                entities.byName(organizationId),
                views.all(organizationId),
                organizations.settings(organizationId).limits())
            .check(content);
    userLimit.check(organizationId, row.assignments(), "assignments", findings);
    return findings;
  }

  /** The next version of a draft; one sequence for all, so that none ever comes again. */
  long nextDraftVersion() {
    return (Long) database.createNativeQuery(NEXT_DRAFT_VERSION, Long.class).getSingleResult();
  }

  /**
   * The profile's row.
   *
   * @throws ProblemException {@code not-found}
   */
  static ProfileRow existing(UUID organizationId, UUID id) {
    ProfileRow row = ProfileRow.of(organizationId, id);
    if (row == null) {
      throw ProblemException.of(ProblemCode.NOT_FOUND, "There is no profile " + id + ".");
    }
    return row;
  }

  /** What a draft has to be to become this version. */
  static Profile draftOf(PublishedProfile version) {
    return new Profile(
        version.profileId(), version.name(), version.description(), version.items(), null);
  }

  private void fill(ProfileRow row, Profile content) {
    row.name = content.name();
    row.description = content.description();
    row.items = content.items();
    row.version = nextDraftVersion();
  }

  private static ProfileRow newRow(UUID organizationId, UUID id) {
    ProfileRow row = new ProfileRow();
    row.orgId = organizationId;
    row.id = id;
    row.userIds = List.of();
    row.teamIds = List.of();
    return row;
  }

  private static void refuseOtherId(UUID id, Profile profile) {
    Findings findings = new Findings();
    if (!id.equals(profile.id())) {
      findings.error("id", FindingCode.ID_MISMATCH, "The path says " + id + ".");
    }
    findings.refuse(ProblemCode.VALIDATION_FAILED, "It cannot be stored like this.");
  }

  /**
   * Refuses a name that another profile's draft has.
   *
   * @throws ProblemException {@code duplicate-name}
   */
  static void refuseTakenName(UUID organizationId, UUID id, String name) {
    ProfileRow other = ProfileRow.named(organizationId, name);
    if (other != null && !other.id.equals(id)) {
      String message = "Another profile has the name \"" + name + "\".";
      FindingCode code = FindingCode.NAME_TAKEN;
      throw ProblemException.of(
          ProblemCode.DUPLICATE_NAME,
          message,
          List.of(new FieldError("name", code.code(), message, code.publishedCode())));
    }
  }

  private static void refuseAssigned(ProfileRow row) {
    Findings findings = new Findings();
    if (!row.userIds.isEmpty() || !row.teamIds.isEmpty()) {
      findings.error(
          "id",
          FindingCode.PROFILE_ASSIGNED,
          "%d users and %d teams have the profile; take it from them first."
              .formatted(row.userIds.size(), row.teamIds.size()));
    }
    findings.refuse(ProblemCode.IN_USE, "The profile is still assigned.");
  }
}
