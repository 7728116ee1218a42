package dev.haversack.conflict.webhooks;

import dev.haversack.conflict.events.EventLog;
import dev.haversack.conflict.events.EventsAdded;
import dev.haversack.contract.model.SyncErrorEvent;
import dev.haversack.platform.work.PollingLoops;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells webhooks what happened, each in order: whoever tells one has taken it for that time, from
 * this and all other instances.
 */
@ApplicationScoped
class WebhookSender {

  private static final Logger LOG = Logger.getLogger(WebhookSender.class);
  private static final int MOST_AT_ONCE = 50;
  private static final int MOST_DOUBLINGS = 20;

  /** Longer than a turn can take: the longest turn, one more answer, and all that comes with it. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  /** After this time what was told is stored, and others have their turn. */
  private static final Duration LONGEST_TURN = Duration.ofSeconds(15);

  private final WebhookStore store;
  private final EventLog log;
  private final Receiver receiver;
  private final WebhooksConfiguration configuration;
  private final Clock clock;
  private final PollingLoops loops;

  WebhookSender(
      WebhookStore store,
      EventLog log,
      Receiver receiver,
      WebhooksConfiguration configuration,
      Clock clock) {
    this.store = store;
    this.log = log;
    this.receiver = receiver;
    this.configuration = configuration;
    this.clock = clock;
    this.loops =
        new PollingLoops(
            "webhooks", configuration.senders(), configuration.pollInterval(), this::turn);
  }

  void start(@Observes StartupEvent event) {
    loops.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loops.close();
  }

  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) EventsAdded added) {
    loops.wakeOne();
  }

  /**
   * Takes one for so long that nobody else does meanwhile, tells it, and stores how that went. No
   * transaction and no connection waits for the receiver.
   */
  private boolean turn() {
    StoredWebhook webhook =
        QuarkusTransaction.requiringNew()
            .call(() ->
                store
                    .take(
                        clock.instant(),
                        clock.instant().plus(configuration.longestRetry()),
                        clock.instant().plus(LEASE))
                    .orElse(null));
    if (webhook != null) {
      // One event may be for several webhooks.
      loops.wakeOne();
      tell(webhook);
    }
    return webhook != null;
  }

  private void tell(StoredWebhook webhook) {
    List<SyncErrorEvent> events =
        log.after(webhook.organizationId(), webhook.delivered(), MOST_AT_ONCE);
    Instant end = clock.instant().plus(LONGEST_TURN);
    long delivered = webhook.delivered();
    long missed = 0;
    @Nullable Instant received = null;
    Receiver.Answer answer = new Receiver.Answer.Received();
    for (SyncErrorEvent event : events) {
      if (webhook.wants(event.kind())) {
        answer = receiver.tell(webhook, event);
        if (!(answer instanceof Receiver.Answer.Received)) {
          break;
        }
        received = clock.instant();
      }
      missed += event.number() - delivered - 1;
      delivered = event.number();
      if (clock.instant().isAfter(end)) {
        break;
      }
    }
    if (events.isEmpty()) {
      // All that it had not been told is gone.
      long last = log.last(webhook.organizationId());
      missed = last - delivered;
      delivered = last;
    }
    note(webhook, new Told(delivered, missed, received), answer);
  }

  /** How far it was told. */
  private record Told(long delivered, long missed, @Nullable Instant received) {}

  private void note(StoredWebhook webhook, Told told, Receiver.Answer answer) {
    boolean advanced = told.delivered() > webhook.delivered();
    QuarkusTransaction.requiringNew()
        .run(() -> {
          if (advanced || answer instanceof Receiver.Answer.Received) {
            store.told(webhook, told.delivered(), told.missed(), told.received(), clock.instant());
          }
          noteFailure(webhook, answer, advanced);
        });
  }

  private void noteFailure(StoredWebhook webhook, Receiver.Answer answer, boolean advanced) {
    switch (answer) {
      case Receiver.Answer.Received _ -> {}
      case Receiver.Answer.NotNow(String why) -> {
        LOG.infof("Webhook %s was not told: %s", webhook.id(), why);
        Instant next = clock.instant().plus(pause(advanced ? 0 : webhook.failures()));
        store.failed(webhook, why, next, true, clock.instant());
      }
      case Receiver.Answer.Gone _ -> {
        LOG.infof("Webhook %s does not want to be told any more", webhook.id());
        store.failed(
            webhook,
            "The answer was 410: it is switched off.",
            clock.instant(),
            false,
            clock.instant());
      }
    }
  }

  private Duration pause(int failures) {
    Duration pause =
        configuration.firstRetry().multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    Duration longest = configuration.longestRetry();
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
