package dev.haversack.conflict.resolution;

import dev.haversack.contract.model.ResolutionOrder;
import dev.haversack.contract.model.ResolutionRefusal;
import dev.haversack.platform.outbox.OutboxDestination;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Where the outbox hands decisions over. */
@ApplicationScoped
// Jackson writes it for the outbox, which no JAX-RS signature tells the native compiler.
@RegisterForReflection(targets = ResolutionOrder.class)
class ReplayDestination implements OutboxDestination {

  static final String NAME = "replay";

  private final ReplayClient replay;
  private final Refusals refusals;

  ReplayDestination(@RestClient ReplayClient replay, Refusals refusals) {
    this.replay = replay;
    this.refusals = refusals;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** An order that is refused for good goes back to the person who decided. */
  @Override
  public void deliver(UUID organizationId, String payload) {
    if (refusals.wasTakenBack(organizationId, payload)) {
      return;
    }
    try {
      replay.send(organizationId, payload);
    } catch (WebApplicationException e) {
      ResolutionRefusal refusal = refusals.finalIn(e.getResponse()).orElseThrow(() -> e);
      refusals.takeBack(organizationId, payload, refusal);
    }
  }
}
