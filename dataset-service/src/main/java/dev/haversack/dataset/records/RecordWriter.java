package dev.haversack.dataset.records;

import dev.haversack.dataset.configuration.OrganizationModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Brings decided writes into the store and the journal, in the caller's transaction. A record that
 * is written several times is stored once, as the last write leaves it; its history has every step.
 */
@ApplicationScoped
public class RecordWriter {

  private final RecordStore store;
  private final RecordJournal journal;
  private final OpenChildren children;
  private final ChangeSignals signals;

  RecordWriter(
      RecordStore store, RecordJournal journal, OpenChildren children, ChangeSignals signals) {
    this.store = store;
    this.journal = journal;
    this.children = children;
    this.signals = signals;
  }

  /**
   * Writes, in order. What exists is locked already. The {@link ConfigurationGate} is passed
   * afterwards, at the end of the transaction.
   *
   * @throws DuplicateRecordException when a new record exists after all, or another active instance
   *     of a process
   */
  public void write(
      OrganizationModel organization, List<Authored> writes, UUID userId, Instant at) {
    if (writes.isEmpty()) {
      return;
    }
    // Sorted: two transactions that make the same records never wait for each other in turn.
    Map<RecordKey, Span> spans = new TreeMap<>();
    for (Authored authored : writes) {
      RecordWrite write = authored.write();
      spans.merge(
          write.key(), new Span(write, write), (span, next) -> new Span(span.first(), next.last()));
    }
    store(organization, spans);
    UUID organizationId = organization.organizationId();
    journal.written(organizationId, writes, spans.keySet(), userId, at);
    signals.afterCommit(organizationId);
  }

  private void store(OrganizationModel organization, Map<RecordKey, Span> spans) {
    UUID organizationId = organization.organizationId();
    List<RecordRow> inserts = new ArrayList<>();
    List<RecordRow> updates = new ArrayList<>();
    List<RecordKey> deletes = new ArrayList<>();
    spans.forEach((key, span) -> {
      switch (span.last()) {
        case RecordWrite.Insert insert -> (span.wasThere() ? updates : inserts).add(insert.row());
        case RecordWrite.Update update -> (span.wasThere() ? updates : inserts).add(update.row());
        case RecordWrite.Delete delete -> {
          if (span.wasThere()) {
            deletes.add(key);
          }
        }
      }
    });
    if (!deletes.isEmpty()) {
      store.delete(organizationId, deletes);
      children.deleted(organization, deletes);
    }
    if (!updates.isEmpty()) {
      store.update(organizationId, updates);
      children.written(organization, updates);
    }
    if (!inserts.isEmpty()) {
      store.insert(organizationId, inserts);
      children.written(organization, inserts);
    }
  }

  /** The first and the last write of one record. */
  private record Span(RecordWrite first, RecordWrite last) {

    boolean wasThere() {
      return !(first instanceof RecordWrite.Insert);
    }
  }
}
