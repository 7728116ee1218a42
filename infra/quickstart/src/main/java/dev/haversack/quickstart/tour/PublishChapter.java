package dev.haversack.quickstart.tour;

import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.contract.model.ProfileFindings;
import dev.haversack.contract.model.ProfilePage;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.quickstart.client.Answer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;

/** The administrator changes a profile and publishes it. */
final class PublishChapter {

  private static final String PROFILE = "Sales agents";

  private final Stage stage;
  private final Narrator narrator;

  PublishChapter(Stage stage) {
    this.stage = stage;
    this.narrator = stage.narrator();
  }

  void tell() {
    narrator.chapter("The administrator publishes a profile");
    narrator.says(
        "A profile says what a group of users takes offline. Changes go to a draft, which devices do not see.");
    Profile found =
        stage
            .admin
            .get("/profile/v1/profiles?limit=1000", ProfilePage.class)
            .body()
            .items()
            .stream()
            .filter(profile -> profile.name().equals(PROFILE))
            .findFirst()
            .orElseThrow(() -> new TourFailedException("There is no profile \"" + PROFILE + "\""));
    String path = "/profile/v1/profiles/" + found.id();
    Answer<Profile> present = stage.admin.get(path, Profile.class);
    Answer<Profile> draft =
        stage.admin.put(path, changed(present.body()), Profile.class, present.etag().orElse("*"));
    ProfileFindings findings = stage.admin.get(path + "/findings", ProfileFindings.class).body();
    narrator.expect(findings.publishable(), "the draft can be published");
    PublishedProfile published =
        stage
            .admin
            .post(
                path + "/publish",
                null,
                PublishedProfile.class,
                Map.of("If-Match", draft.etag().orElse("*")))
            .body();
    int before = Objects.requireNonNullElse(present.body().publishedVersion(), 0);
    narrator.expect(published.version() == before + 1, "publishing makes the next version");
    ProfileAssignments assigned =
        stage.admin.get(path + "/assignments", ProfileAssignments.class).body();
    narrator.expect(!assigned.userIds().isEmpty(), "the profile is assigned to users");
    narrator.shows(
        "Version %d of \"%s\" is published and will never change. %d users have it."
            .formatted(published.version(), published.name(), assigned.userIds().size()));
  }

  private static Profile changed(Profile profile) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return new Profile(
        profile.id(),
        profile.name(),
        "What agents take along; changed by the tour at " + now,
        profile.items(),
        null);
  }
}
