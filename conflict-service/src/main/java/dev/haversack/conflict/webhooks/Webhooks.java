package dev.haversack.conflict.webhooks;

import dev.haversack.conflict.events.EventLog;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.Webhook;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Administering webhooks. */
@ApplicationScoped
class Webhooks {

  private static final int MOST = 20;

  private final WebhookStore store;
  private final EventLog log;
  private final WebhooksConfiguration configuration;
  private final Clock clock;

  Webhooks(WebhookStore store, EventLog log, WebhooksConfiguration configuration, Clock clock) {
    this.store = store;
    this.log = log;
    this.configuration = configuration;
    this.clock = clock;
  }

  @Transactional
  List<Webhook> list(UUID organizationId) {
    return store.all(organizationId);
  }

  /**
   * One of the organization's.
   *
   * @throws ProblemException {@code not-found}
   */
  @Transactional
  Webhook get(UUID organizationId, UUID id) {
    return store.find(organizationId, id).orElseThrow(() -> absent(id));
  }

  /**
   * Makes or changes one; answers whether it is new.
   *
   * @throws ProblemException {@code validation-failed} with all findings; {@code conflict} when
   *     there are too many
   */
  @Transactional
  boolean put(UUID organizationId, UUID id, Webhook sent) {
    store.lock(organizationId);
    boolean exists = store.find(organizationId, id).isPresent();
    check(id, sent, exists);
    long last = log.last(organizationId);
    if (exists) {
      store.update(organizationId, sent, last, clock.instant());
      return false;
    }
    if (store.all(organizationId).size() >= MOST) {
      throw ProblemException.of(
          ProblemCode.CONFLICT, "An organization has " + MOST + " webhooks at most.");
    }
    return store.insert(organizationId, sent, last, clock.instant());
  }

  /**
   * Ends one.
   *
   * @throws ProblemException {@code not-found}
   */
  @Transactional
  void delete(UUID organizationId, UUID id) {
    if (!store.delete(organizationId, id)) {
      throw absent(id);
    }
  }

  private void check(UUID id, Webhook sent, boolean exists) {
    List<FieldError> findings = new ArrayList<>();
    if (!sent.id().equals(id)) {
      add(findings, "id", "The path says " + id + ".");
    }
    add(findings, "url", Address.fault(sent.url(), configuration.allowPrivate()));
    String secret = sent.secret();
    if (secret == null && !exists) {
      add(findings, "secret", "A new webhook needs a secret.");
    } else if (secret != null && !Signature.isUsable(secret)) {
      add(findings, "secret", "After whsec_ come 24 to 64 bytes in base64.");
    }
    if (!findings.isEmpty()) {
      throw ProblemException.of(
          ProblemCode.VALIDATION_FAILED, "The webhook cannot be stored like this.", findings);
    }
  }

  private static void add(List<FieldError> findings, String field, @Nullable String message) {
    if (message != null) {
      findings.add(new FieldError(field, ProblemCode.VALIDATION_FAILED.code(), message));
    }
  }

  private static ProblemException absent(UUID id) {
    return ProblemException.of(ProblemCode.NOT_FOUND, "There is no webhook " + id + ".");
  }
}
