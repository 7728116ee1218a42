package dev.haversack.replay.reporting;

import dev.haversack.contract.model.SettledReport;
import dev.haversack.contract.model.SyncErrorReport;
import dev.haversack.platform.outbox.Outbox;
import dev.haversack.platform.outbox.Outbox.Letter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reports to conflict-service, sent once the present transaction is committed. */
@ApplicationScoped
public class ConflictReports {

  private final Outbox outbox;

  ConflictReports(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Reports that actions failed. */
  public void failed(UUID organizationId, List<SyncErrorReport> reports) {
    outbox.add(
        organizationId,
        ConflictDestination.NAME,
        reports.stream()
            .map(
                report -> new Letter(report.errorId().toString(), new ConflictReport(report, null)))
            .toList());
  }

  /** Reports that a resolution is carried out. */
  public void settled(UUID organizationId, SettledReport report) {
    outbox.add(
        organizationId,
        ConflictDestination.NAME,
        report.errorId().toString(),
        new ConflictReport(null, report));
  }
}
