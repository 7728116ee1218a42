package dev.haversack.profile.profiles;

import dev.haversack.contract.model.PublishedProfile;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Publishes. How many records it would bring is asked of dataset-service between two transactions:
 * the organization's configuration is not locked while another service computes. What was changed
 * meanwhile is looked at again.
 */
@Singleton
class Publishing {

  private final Publications publications;
  private final RecordLimit recordLimit;

  Publishing(Publications publications, RecordLimit recordLimit) {
    this.publications = publications;
    this.recordLimit = recordLimit;
  }

  /**
   * Publishes the draft or an earlier version as the next one.
   *
   * @throws dev.haversack.platform.problem.ProblemException {@code invalid-profile}, {@code
   *     not-found}, {@code version-mismatch}, {@code duplicate-name}; {@code not-ready} when
   *     dataset-service does not say how many records it would bring
   */
  PublishedProfile publish(
      UUID organizationId, UUID id, Publication publication, @Nullable String ifMatch) {
    PublishedProfile published = null;
    while (published == null) {
      Candidate candidate = publications.candidate(organizationId, id, publication, ifMatch);
      recordLimit.check(candidate);
      published = publications.publish(candidate, publication);
    }
    return published;
  }
}
