package dev.haversack.replay.pinning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.platform.outbox.OutboxDestination;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Hands reports about unsettled actions to dataset-service. */
@ApplicationScoped
class PinsDestination implements OutboxDestination {

  static final String NAME = "pins";

  private final PinsClient client;
  private final ObjectMapper json;

  PinsDestination(@RestClient PinsClient client, ObjectMapper json) {
    this.client = client;
    this.json = json;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void deliver(UUID organizationId, String payload) throws JsonProcessingException {
    PinsMessage message = json.readValue(payload, PinsMessage.class);
    client.put(organizationId, message.deviceId(), message.pins());
  }
}
