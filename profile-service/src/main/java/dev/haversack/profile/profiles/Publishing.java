package dev.haversack.profile.profiles;

import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Publishes. How many records it would bring is asked of dataset-service between two transactions:
 * the organization's configuration is not locked while another service computes. When something was
 * changed meanwhile, it is asked again: up to twice whatever it was, since somebody may be changing
 * the directory all day; and some seconds long when it was this profile or another, or who has one.
 */
@Singleton
class Publishing {

  private static final int LEAST_ROUNDS = 5;
  private static final int STRICT_ROUNDS = 3;
  private static final Duration UNTIL_OTHERS_ARE_DONE = Duration.ofSeconds(5);

  private final Publications publications;
  private final RecordLimit recordLimit;
  private final PublishingConfiguration configuration;

  Publishing(
      Publications publications, RecordLimit recordLimit, PublishingConfiguration configuration) {
    this.publications = publications;
    this.recordLimit = recordLimit;
    this.configuration = configuration;
  }

  /**
   * Publishes the draft or an earlier version as the next one.
   *
   * @throws ProblemException {@code invalid-profile}, {@code not-found}, {@code version-mismatch},
   *     {@code duplicate-name}; {@code not-ready} when dataset-service does not say how many
   *     records it would bring, or others change the profile all the time
   */
  PublishedProfile publish(
      UUID organizationId, UUID id, Publication publication, @Nullable String ifMatch) {
    long deadline = System.nanoTime() + configuration.patience().toNanos();
    for (int round = 1; round <= LEAST_ROUNDS || System.nanoTime() < deadline; round++) {
      Candidate candidate = publications.candidate(organizationId, id, publication, ifMatch);
      recordLimit.check(candidate);
      PublishedProfile published =
          publications.publish(candidate, publication, round < STRICT_ROUNDS);
      if (published != null) {
        return published;
      }
    }
    throw ProblemException.retryAfter(
        ProblemCode.NOT_READY,
        "Profiles, or who has them, were changed again and again meanwhile; nothing was published.",
        UNTIL_OTHERS_ARE_DONE);
  }
}
