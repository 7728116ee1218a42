package dev.haversack.conflict.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.conflict.errors.Viewer;
import dev.haversack.conflict.storage.WireNames;
import dev.haversack.contract.model.SyncErrorEvent;
import dev.haversack.platform.events.EventSource;
import dev.haversack.platform.events.ServerEvent;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** The events that one viewer sees. Who sees what is asked anew each time. */
final class VisibleEvents implements EventSource {

  private static final int MOST_AT_ONCE = 500;

  private final UUID organizationId;
  private final Supplier<Viewer> viewer;
  private final EventLog log;
  private final EventBells bells;
  private final ObjectMapper json;
  private long position;
  private boolean lost;

  VisibleEvents(
      UUID organizationId,
      Supplier<Viewer> viewer,
      EventLog log,
      EventBells bells,
      ObjectMapper json,
      long position,
      boolean lost) {
    this.organizationId = organizationId;
    this.viewer = viewer;
    this.log = log;
    this.bells = bells;
    this.json = json;
    this.position = position;
    this.lost = lost;
  }

  @Override
  public List<ServerEvent> next(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    try (var bell = bells.listen(organizationId)) {
      List<ServerEvent> found = look();
      Duration left = longest;
      while (found.isEmpty() && left.isPositive()) {
        bell.await(left);
        found = look();
        left = Duration.ofNanos(end - System.nanoTime());
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  @Override
  public String position() {
    return String.valueOf(position);
  }

  private List<ServerEvent> look() {
    if (lost) {
      lost = false;
      return List.of(new ServerEvent(position(), "reset", "{}"));
    }
    List<SyncErrorEvent> events = log.after(organizationId, position, MOST_AT_ONCE);
    if (events.isEmpty()) {
      return List.of();
    }
    Viewer present = viewer.get();
    List<ServerEvent> seen = new ArrayList<>();
    if (events.getFirst().number() > position + 1) {
      seen.add(new ServerEvent(String.valueOf(events.getFirst().number() - 1), "reset", "{}"));
    }
    events.stream()
        .filter(event -> present.sees(event.userId(), event.assignedTo()))
        .map(this::told)
        .forEach(seen::add);
    position = events.getLast().number();
    return seen;
  }

  private ServerEvent told(SyncErrorEvent event) {
    try {
      return new ServerEvent(
          String.valueOf(event.number()),
          WireNames.of(event.kind()),
          json.writeValueAsString(event));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
