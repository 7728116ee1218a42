package dev.haversack.conflict.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.haversack.conflict.errors.DecisionStore;
import dev.haversack.conflict.errors.ErrorStatus;
import dev.haversack.conflict.errors.OutcomeKnown;
import dev.haversack.conflict.errors.SyncErrorStore;
import dev.haversack.conflict.events.EventLog;
import dev.haversack.conflict.storage.Json;
import dev.haversack.contract.model.ResolutionOrder;
import dev.haversack.contract.model.ResolutionRefusal;
import dev.haversack.contract.model.SyncErrorEventKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Decisions that replay-service will never carry out: the error waits for another one. */
@ApplicationScoped
class Refusals {

  private static final Logger LOG = Logger.getLogger(Refusals.class);

  /**
   * Token, role, time and load: about this call, not about the order, and right again once the
   * operator or the moment has seen to it.
   */
  private static final Set<Integer> PASSING = Set.of(401, 403, 408, 429);

  private static final int LONGEST_CODE = 100;
  private static final int LONGEST_DETAIL = 1000;

  private final SyncErrorStore errors;
  private final DecisionStore decisions;
  private final Json json;
  private final Clock clock;
  private final Event<OutcomeKnown> outcomes;
  private final EventLog log;

  Refusals(
      SyncErrorStore errors,
      DecisionStore decisions,
      Json json,
      Clock clock,
      Event<OutcomeKnown> outcomes,
      EventLog log) {
    this.log = log;
    this.errors = errors;
    this.decisions = decisions;
    this.json = json;
    this.clock = clock;
    this.outcomes = outcomes;
  }

  /**
   * What an answer says if the same order would get it however often it is sent. Only a problem
   * document can say so: what stands between the services, during a deployment for instance,
   * answers with the same numbers, and the order may long be carried out.
   */
  Optional<ResolutionRefusal> finalIn(Response answer) {
    int status = answer.getStatus();
    if (status < 400 || status >= 500 || PASSING.contains(status)) {
      return Optional.empty();
    }
    JsonNode problem = body(answer);
    String code = problem.path("code").asText();
    if (code.isBlank()) {
      return Optional.empty();
    }
    String detail = problem.path("detail").asText();
    return Optional.of(
        new ResolutionRefusal(
            shortened(code, LONGEST_CODE),
            detail.isBlank() ? code : shortened(detail, LONGEST_DETAIL)));
  }

  /** Whether an order was refused before, and only its message is still there. */
  boolean wasTakenBack(UUID organizationId, String payload) {
    ResolutionOrder order = json.read(payload, ResolutionOrder.class);
    return decisions.isRefused(organizationId, order.resolutionId());
  }

  /**
   * Opens the error again and keeps the refusal. A transaction of its own: the error is locked for
   * a moment only, and what goes wrong concerns no other message.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void takeBack(UUID organizationId, String payload, ResolutionRefusal refusal) {
    ResolutionOrder order = json.read(payload, ResolutionOrder.class);
    LOG.errorf(
        "replay-service refused the resolution %s of %s: %s",
        order.resolutionId(), order.actionId(), refusal.code());
    ErrorStatus present = errors.lock(organizationId, order.actionId()).orElseThrow().status();
    ErrorStatus open = present.refused(order.resolutionId());
    if (open.equals(present)) {
      return;
    }
    errors.move(organizationId, order.actionId(), open);
    decisions.refuse(organizationId, order.resolutionId(), clock.instant(), refusal);
    outcomes.fire(new OutcomeKnown(order.resolutionId()));
    log.add(organizationId, order.actionId(), SyncErrorEventKind.REFUSED, null);
  }

  private JsonNode body(Response answer) {
    try {
      String body = answer.readEntity(String.class);
      return body == null ? MissingNode.getInstance() : json.read(body, JsonNode.class);
    } catch (UncheckedIOException e) {
      return MissingNode.getInstance();
    }
  }

  private static String shortened(String text, int length) {
    return text.length() > length ? text.substring(0, length) : text;
  }
}
