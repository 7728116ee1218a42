package dev.haversack.replay.reporting;

import dev.haversack.contract.model.SettledReport;
import dev.haversack.contract.model.SyncErrorReport;
import dev.haversack.platform.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reports to conflict-service, sent once the present transaction is committed. */
@ApplicationScoped
public class ConflictReports {

  private final Outbox outbox;

  ConflictReports(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Reports that an action failed. */
  public void failed(UUID organizationId, SyncErrorReport report) {
    add(organizationId, report.errorId(), new ConflictReport(report, null));
  }

  /** Reports that a resolution is carried out. */
  public void settled(UUID organizationId, SettledReport report) {
    add(organizationId, report.errorId(), new ConflictReport(null, report));
  }

  private void add(UUID organizationId, UUID actionId, ConflictReport report) {
    outbox.add(organizationId, ConflictDestination.NAME, actionId.toString(), report);
  }
}
