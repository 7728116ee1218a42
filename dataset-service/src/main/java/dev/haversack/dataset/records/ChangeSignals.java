package dev.haversack.dataset.records;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.UUID;

/** Tells the {@link ChangeSignal}s about changes, once per transaction and organization. */
@ApplicationScoped
public class ChangeSignals {

  private final TransactionSynchronizationRegistry transactions;
  private final List<ChangeSignal> listeners;

  ChangeSignals(
      TransactionSynchronizationRegistry transactions, @All List<ChangeSignal> listeners) {
    this.transactions = transactions;
    this.listeners = listeners;
  }

  /** Tells them when the present transaction has committed. */
  public void afterCommit(UUID organizationId) {
    Object key = List.of(ChangeSignals.class, organizationId);
    if (listeners.isEmpty() || transactions.getResource(key) != null) {
      return;
    }
    transactions.putResource(key, organizationId);
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              listeners.forEach(listener -> listener.recordsChanged(organizationId));
            }
          }
        });
  }
}
