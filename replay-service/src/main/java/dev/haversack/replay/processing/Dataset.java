package dev.haversack.replay.processing;

import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.ApplyAnswer;
import dev.haversack.contract.model.ApplyOutcome;
import dev.haversack.contract.model.ApplyRequest;
import dev.haversack.contract.model.ApplyResult;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.replay.processing.GroupAnswer.Answered;
import dev.haversack.replay.processing.GroupAnswer.Closed;
import dev.haversack.replay.processing.GroupAnswer.NotNow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Sends groups of actions to dataset-service. */
@ApplicationScoped
class Dataset {

  private static final Logger LOG = Logger.getLogger(Dataset.class);

  /** The only conflict that the contract knows for a group. */
  private static final int ATTEMPT_CLOSED = ProblemCode.ATTEMPT_CLOSED.status();

  private final DatasetClient client;

  Dataset(@RestClient DatasetClient client) {
    this.client = client;
  }

  /** Sends a group; whatever goes wrong with that is an outcome, too. */
  @SuppressWarnings("PMD.AvoidCatchingGenericException")
  GroupAnswer apply(UUID organizationId, ApplyRequest request) {
    try {
      return checked(client.apply(organizationId, request), request.actions());
    } catch (WebApplicationException e) {
      return refused(e.getResponse().getStatus(), request);
    } catch (RuntimeException e) {
      // No connection, no token, no answer in time, an unreadable answer: all the same to us.
      return new NotNow("no answer: " + e.getClass().getSimpleName());
    }
  }

  /** An answer is used only if each result is clearly that of the action in its place. */
  static GroupAnswer checked(ApplyAnswer answer, List<ApplyAction> sent) {
    List<ApplyResult> results = answer.results();
    if (results == null || results.isEmpty() || results.size() > sent.size()) {
      return new NotNow("an answer with a wrong number of results");
    }
    for (int i = 0; i < results.size(); i++) {
      ApplyResult result = results.get(i);
      boolean failed = result.outcome() == ApplyOutcome.FAILED;
      boolean endsWithFailure = results.getLast().outcome() == ApplyOutcome.FAILED;
      if (!sent.get(i).actionId().equals(result.actionId())
          || result.outcome() == null
          || failed && (result.failure() == null || i < results.size() - 1)
          || result.outcome() == ApplyOutcome.WITHDRAWN && !endsWithFailure) {
        return new NotNow("an answer whose result " + i + " does not belong there");
      }
    }
    return new Answered(results);
  }

  private static GroupAnswer refused(int status, ApplyRequest request) {
    if (status == ATTEMPT_CLOSED) {
      return new Closed();
    }
    if (status < 500 && status != 429) {
      LOG.errorf(
          "dataset-service refused %d actions of device %s with status %d; they stay queued",
          (Object) request.actions().size(), request.deviceId(), status);
    }
    return new NotNow("status " + status);
  }
}
