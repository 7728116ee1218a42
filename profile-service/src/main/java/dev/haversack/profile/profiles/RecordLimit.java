package dev.haversack.profile.profiles;

import dev.haversack.contract.model.LargeDataset;
import dev.haversack.contract.model.Problem;
import dev.haversack.contract.model.ProfileSize;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * How many records a user may have: section 2.3 of the facts, a setting of the organization.
 * dataset-service knows the records. What it cannot say is not guessed: nothing is published then.
 */
@Singleton
class RecordLimit {

  private static final Logger LOG = Logger.getLogger(RecordLimit.class);

  private static final Duration UNTIL_NEXT_TRY = Duration.ofMillis(200);
  private static final Duration UNTIL_IT_IS_BACK = Duration.ofSeconds(5);

  private final DatasetClient datasets;
  private final PublishingConfiguration configuration;

  RecordLimit(@RestClient DatasetClient datasets, PublishingConfiguration configuration) {
    this.datasets = datasets;
    this.configuration = configuration;
  }

  /**
   * Refuses what would bring somebody too many.
   *
   * @throws ProblemException {@code invalid-profile}; {@code not-ready} when dataset-service does
   *     not say
   */
  void check(Candidate candidate) {
    LargeDataset tooLarge = ask(candidate).tooLarge();
    if (tooLarge != null) {
      Findings findings = new Findings();
      findings.error(
          "items",
          FindingCode.TOO_MANY_RECORDS,
          "The organization allows %d records for a user (`profileLimits.recordsPerUser`); with all his profiles, user %s would have %d, and has %d now. Others may have more; a preview tells."
              .formatted(
                  candidate.mostRecords(), tooLarge.userId(), tooLarge.records(), tooLarge.now()));
      findings.refuse(
          ProblemCode.INVALID_PROFILE,
          "Somebody would have too many records; nothing was published.");
    }
  }

  /**
   * It is not ready before the configuration is there, and a connection may break. To ask again
   * changes nothing.
   */
  @SuppressWarnings("PMD.AvoidCatchingGenericException")
  private ProfileSize ask(Candidate candidate) {
    long deadline = System.nanoTime() + configuration.patience().toNanos();
    while (true) {
      try {
        return datasets.size(candidate.organizationId(), candidate.sizeRequest());
      } catch (WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (!passes(status)) {
          throw refused(candidate, status);
        }
        orGiveUp(candidate, deadline, detail(e.getResponse()));
      } catch (RuntimeException e) {
        // No connection, no token, no answer in time, an unreadable answer: all the same to us.
        LOG.debug("No answer of dataset-service", e);
        orGiveUp(candidate, deadline, "it cannot be reached");
      }
    }
  }

  private static boolean passes(int status) {
    return status >= 500 || status == Response.Status.TOO_MANY_REQUESTS.getStatusCode();
  }

  private static void orGiveUp(Candidate candidate, long deadline, String reason) {
    if (System.nanoTime() > deadline) {
      LOG.warnf(
          "dataset-service does not say how large profile %s of organization %s would be: %s",
          candidate.content().id(), candidate.organizationId(), reason);
      throw ProblemException.retryAfter(
          ProblemCode.NOT_READY,
          "dataset-service does not say how many records the profile would bring, so nothing was published: "
              + reason,
          UNTIL_IT_IS_BACK);
    }
    pause();
  }

  /** What dataset-service says itself. */
  @SuppressWarnings("PMD.AvoidCatchingGenericException")
  private static String detail(Response response) {
    try {
      Problem problem = response.readEntity(Problem.class);
      return problem.detail() == null ? problem.title() : problem.detail();
    } catch (RuntimeException e) {
      // Whatever stands between answers in a way of its own.
      return "status " + response.getStatus();
    }
  }

  /** Waiting does not help: most likely this service's identity lacks the role. */
  private static ProblemException refused(Candidate candidate, int status) {
    LOG.errorf(
        "dataset-service refuses to say how large profile %s of organization %s would be: status %d",
        candidate.content().id(), candidate.organizationId(), status);
    return ProblemException.of(
        ProblemCode.NOT_READY,
        "dataset-service refuses to say how many records the profile would bring (status %d); nothing was published."
            .formatted(status));
  }

  private static void pause() {
    try {
      Thread.sleep(UNTIL_NEXT_TRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
