package dev.haversack.conflict;

import dev.haversack.platform.outbox.OutboxDestination;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Where the outbox's own tests send to. */
@ApplicationScoped
class SlowReceiver implements OutboxDestination {

  static final String NAME = "slow-receiver";

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private volatile Consumer<UUID> eachTime = organization -> {};

  /** What happens while a message is being received. */
  void onEach(Consumer<UUID> action) {
    eachTime = action;
  }

  /** What came since this was asked last. */
  List<String> received() {
    List<String> all = new java.util.ArrayList<>();
    received.drainTo(all);
    return all;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void deliver(UUID organizationId, String payload) {
    eachTime.accept(organizationId);
    received.add(payload);
  }
}
