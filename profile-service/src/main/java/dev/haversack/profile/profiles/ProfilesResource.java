package dev.haversack.profile.profiles;

import dev.haversack.contract.api.ProfilesApi;
import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.contract.model.ProfileComparison;
import dev.haversack.contract.model.ProfileFindings;
import dev.haversack.contract.model.ProfilePage;
import dev.haversack.contract.model.PublishRequest;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.contract.model.PublishedProfilePage;
import dev.haversack.contract.model.RestoredDraft;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import dev.haversack.profile.answers.Answers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The profiles of the caller's organization. */
@RunOnVirtualThread
public class ProfilesResource implements ProfilesApi {

  private static final String PATH = "/profile/v1/profiles/";

  private final Profiles profiles;
  private final Publishing publishing;
  private final Publications publications;
  private final Comparisons comparisons;
  private final Assignments assignments;
  private final Caller caller;

  ProfilesResource(
      Profiles profiles,
      Publishing publishing,
      Publications publications,
      Comparisons comparisons,
      Assignments assignments,
      Caller caller) {
    this.profiles = profiles;
    this.publishing = publishing;
    this.publications = publications;
    this.comparisons = comparisons;
    this.assignments = assignments;
    this.caller = caller;
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<ProfilePage> listProfiles(Integer limit, @Nullable String cursor) {
    var page = profiles.list(caller.organizationId(), limit, cursor);
    return RestResponse.ok(new ProfilePage(page.items(), page.nextCursor()));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Profile> getProfile(UUID id, @Nullable String ifNoneMatch) {
    return Answers.of(profiles.read(caller.organizationId(), id), ifNoneMatch);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Profile> putProfile(UUID id, Profile profile, @Nullable String ifMatch) {
    return Answers.of(profiles.put(caller.organizationId(), id, profile, ifMatch), PATH + id);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Void> deleteProfile(UUID id, @Nullable String ifMatch) {
    profiles.delete(caller.organizationId(), id, ifMatch);
    return Answers.gone();
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<ProfileFindings> getProfileFindings(UUID id) {
    return RestResponse.ok(profiles.findings(caller.organizationId(), id));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<PublishedProfile> publishProfile(
      UUID id, @Nullable String ifMatch, @Nullable PublishRequest request) {
    return published(
        publishing.publish(caller.organizationId(), id, publication(request), ifMatch));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<PublishedProfile> republishProfileVersion(
      UUID id, Integer version, @Nullable String ifMatch, @Nullable PublishRequest request) {
    return published(
        publishing.publish(
            caller.organizationId(), id, publication(request).copyOf(version), ifMatch));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<RestoredDraft> restoreProfileVersion(
      UUID id, Integer version, @Nullable String ifMatch) {
    return Answers.of(
        profiles.restore(caller.organizationId(), id, version, ifMatch), (String) null);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<ProfileComparison> compareProfile(UUID id, @Nullable String from, String to) {
    return RestResponse.ok(comparisons.compare(caller.organizationId(), id, from, to));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<PublishedProfilePage> listProfileVersions(
      UUID id, Integer limit, @Nullable String cursor) {
    var page = publications.list(caller.organizationId(), id, limit, cursor);
    return RestResponse.ok(new PublishedProfilePage(page.items(), page.nextCursor()));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<PublishedProfile> getProfileVersion(UUID id, Integer version) {
    return RestResponse.ok(publications.read(caller.organizationId(), id, version));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<ProfileAssignments> getProfileAssignments(
      UUID id, @Nullable String ifNoneMatch) {
    return Answers.of(assignments.read(caller.organizationId(), id), ifNoneMatch);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<ProfileAssignments> putProfileAssignments(
      UUID id, ProfileAssignments body, @Nullable String ifMatch) {
    return Answers.of(
        assignments.put(caller.organizationId(), id, body, ifMatch), PATH + id + "/assignments");
  }

  private Publication publication(@Nullable PublishRequest request) {
    return Publication.of(caller.userIdIfNamed(), request);
  }

  private static RestResponse<PublishedProfile> published(PublishedProfile version) {
    return Answers.created(version, PATH + version.profileId() + "/versions/" + version.version());
  }
}
