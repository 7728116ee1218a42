package dev.haversack.replay.reporting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.Reports;
import dev.haversack.contract.model.SettledReport;
import dev.haversack.contract.model.SyncErrorReport;
import dev.haversack.platform.outbox.BatchDestination;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Hands reports to conflict-service. */
@ApplicationScoped
class ConflictDestination implements BatchDestination {

  static final String NAME = "conflict";

  /** As many as a call takes. */
  private static final int MOST = 200;

  private final ConflictClient client;
  private final ObjectMapper json;

  ConflictDestination(@RestClient ConflictClient client, ObjectMapper json) {
    this.client = client;
    this.json = json;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void deliver(UUID organizationId, String payload) throws JsonProcessingException {
    deliver(organizationId, List.of(payload));
  }

  @Override
  public void deliver(UUID organizationId, List<String> payloads) throws JsonProcessingException {
    for (int from = 0; from < payloads.size(); from += MOST) {
      report(organizationId, payloads.subList(from, Math.min(payloads.size(), from + MOST)));
    }
  }

  private void report(UUID organizationId, List<String> payloads) throws JsonProcessingException {
    List<SyncErrorReport> failed = new ArrayList<>();
    List<SettledReport> settled = new ArrayList<>();
    for (String payload : payloads) {
      ConflictReport report = json.readValue(payload, ConflictReport.class);
      if (report.failed() != null) {
        failed.add(report.failed());
      }
      if (report.settled() != null) {
        settled.add(report.settled());
      }
    }
    client.report(organizationId, new Reports(failed, settled));
  }
}
