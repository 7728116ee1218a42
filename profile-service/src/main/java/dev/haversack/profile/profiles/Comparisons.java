package dev.haversack.profile.profiles;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.ComparedState;
import dev.haversack.contract.model.ProfileComparison;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.profile.comparing.JsonPatches;
import dev.haversack.profile.comparing.ProfileComparer;
import dev.haversack.profile.comparing.ProfileContent;
import dev.haversack.profile.entities.Entities;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares versions of a profile with each other and with the draft. */
@Singleton
class Comparisons {

  private static final String DRAFT = "draft";

  private final Entities entities;
  private final JsonPatches patches;

  Comparisons(Entities entities, ObjectMapper mapper) {
    this.entities = entities;
    this.patches = new JsonPatches(mapper);
  }

  /**
   * What changed from one state to the other.
   *
   * @param from a version's number or {@code draft}; the latest version when null
   * @param to a version's number or {@code draft}
   */
  @Transactional
  ProfileComparison compare(UUID organizationId, UUID id, @Nullable String from, String to) {
    ProfileRow row = Profiles.existing(organizationId, id);
    Side before = side(row, from == null ? latest(row) : from);
    Side after = side(row, to);
    return new ProfileComparison(
        id,
        before.state(),
        after.state(),
        new ProfileComparer(entities.byName(organizationId))
            .compare(before.content(), after.content()),
        patches.between(before.content(), after.content()));
  }

  private static String latest(ProfileRow row) {
    if (row.publishedVersion == null) {
      throw ProblemException.of(
          ProblemCode.NOT_FOUND, "The profile " + row.id + " has no version to compare with yet.");
    }
    return String.valueOf(row.publishedVersion);
  }

  private static Side side(ProfileRow row, String name) {
    if (name.equals(DRAFT)) {
      return new Side(
          new ComparedState(null, null, null, null), ProfileContent.of(row.toContract()));
    }
    PublishedProfile version = VersionRow.existing(row.orgId, row.id, Integer.parseInt(name));
    return new Side(
        new ComparedState(
            version.version(), version.publishedAt(), version.publishedBy(), version.comment()),
        ProfileContent.of(version));
  }

  private record Side(ComparedState state, ProfileContent content) {}
}
