package dev.haversack.conflict.resolution;

import dev.haversack.contract.model.ResolutionOrder;
import dev.haversack.platform.outbox.OutboxDestination;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Where the outbox hands decisions over. */
@ApplicationScoped
// Jackson writes it for the outbox, which no JAX-RS signature tells the native compiler.
@RegisterForReflection(targets = ResolutionOrder.class)
class ReplayDestination implements OutboxDestination {

  static final String NAME = "replay";

  private final ReplayClient replay;

  ReplayDestination(@RestClient ReplayClient replay) {
    this.replay = replay;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void deliver(UUID organizationId, String payload) {
    replay.send(organizationId, payload);
  }
}
