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
import java.util.Map;
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
    if (results == null || results.size() != sent.size()) {
      return new NotNow("an answer with a wrong number of results");
    }
    for (int i = 0; i < results.size(); i++) {
      ApplyResult result = results.get(i);
      if (!sent.get(i).actionId().equals(result.actionId())
          || result.outcome() == null
          || result.outcome() == ApplyOutcome.FAILED && result.failure() == null) {
        return new NotNow("an answer whose result " + i + " does not belong there");
      }
    }
    Map<UUID, UUID> roots = Roots.of(sent, results);
    return results.stream()
            .allMatch(
                result -> result.outcome().isEffective() || roots.containsKey(result.actionId()))
        ? new Answered(results)
        : new NotNow("an answer that holds actions behind none that failed");
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
