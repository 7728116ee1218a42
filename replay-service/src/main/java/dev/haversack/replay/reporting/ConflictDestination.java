package dev.haversack.replay.reporting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.platform.outbox.OutboxDestination;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Hands reports to conflict-service. */
@ApplicationScoped
class ConflictDestination implements OutboxDestination {

  static final String NAME = "conflict";

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
    ConflictReport report = json.readValue(payload, ConflictReport.class);
    if (report.failed() != null) {
      client.failed(organizationId, report.failed());
    }
    if (report.settled() != null) {
      client.settled(organizationId, report.settled());
    }
  }
}
