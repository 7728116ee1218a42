package dev.haversack.replay.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.ActionOutcome;
import dev.haversack.contract.model.ActionState;
import dev.haversack.contract.model.DeviceStatus;
import dev.haversack.contract.model.ReplayProgress;
import dev.haversack.platform.events.Bells;
import dev.haversack.platform.events.EventSource;
import dev.haversack.platform.events.ServerEvent;
import dev.haversack.replay.queue.DeviceBells;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.upload.Outcomes.Standing;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What becomes of one device's actions. Actions are tried in the order of their sequence numbers,
 * so the first news of each are found after a number; what was told to be open is looked at again.
 */
final class ReceiptEvents implements EventSource {

  private static final int MOST_AT_ONCE = 500;

  /** More than this many open actions are told, but not followed one by one. */
  private static final int MOST_OPEN = 2_000;

  private static final Duration BETWEEN_PROGRESS = Duration.ofMillis(500);

  /** What another instance did is seen after this time at the latest. */
  private static final Duration POLL = Duration.ofSeconds(1);

  private final DeviceKey device;
  private final Outcomes outcomes;
  private final Supplier<DeviceStatus> status;
  private final DeviceBells bells;
  private final ObjectMapper json;
  private final Clock clock;
  private final Map<Long, Standing> open = new HashMap<>();
  private final long alreadyTold;
  private final Instant since;
  private ReceiptPlace place;
  private long lookedThrough;
  private boolean owesProgress = true;
  private Instant lastProgress = Instant.EPOCH;

  ReceiptEvents(
      DeviceKey device,
      Outcomes outcomes,
      Supplier<DeviceStatus> status,
      DeviceBells bells,
      ObjectMapper json,
      Clock clock,
      ReceiptPlace place) {
    this.device = device;
    this.outcomes = outcomes;
    this.status = status;
    this.bells = bells;
    this.json = json;
    this.clock = clock;
    this.place = place;
    this.alreadyTold = place.through();
    this.since = place.since();
  }

  @Override
  public List<ServerEvent> next(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    try (Bells<DeviceKey>.Bell bell = bells.listen(device)) {
      List<ServerEvent> found = look();
      Duration left = longest;
      while (found.isEmpty() && left.isPositive()) {
        bell.await(left.compareTo(POLL) < 0 ? left : POLL);
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
    return place.id();
  }

  private List<ServerEvent> look() {
    Instant now = clock.instant();
    List<ServerEvent> events = new ArrayList<>();
    if (lookedThrough < alreadyTold) {
      // Until all of it is told, the place stays where it was: a client that leaves now gets it
      // all.
      meanwhile().forEach(action -> events.add(event("receipt", action)));
      return events.isEmpty() ? look() : events;
    }
    List<ActionOutcome> news = changed();
    List<ActionOutcome> tried = outcomes.firstTried(device, place.through(), MOST_AT_ONCE);
    tried.forEach(this::know);
    news.addAll(tried);
    if (!news.isEmpty()) {
      place = new ReceiptPlace(tried.isEmpty() ? place.through() : tried.getLast().sequence(), now);
      owesProgress = true;
    }
    news.forEach(action -> events.add(event("receipt", action)));
    addProgress(events, now);
    return events;
  }

  /** Counting costs the more the more the device has done: not with every step. */
  private void addProgress(List<ServerEvent> events, Instant now) {
    boolean isDue =
        now.isBefore(lastProgress) || !now.isBefore(lastProgress.plus(BETWEEN_PROGRESS));
    if (owesProgress && isDue) {
      DeviceStatus present = status.get();
      events.add(
          event(
              "progress",
              new ReplayProgress(present.lastSequence(), place.through(), present.counts())));
      owesProgress = false;
      lastProgress = now;
    }
  }

  /** What is open, or was settled while nobody listened. */
  private List<ActionOutcome> meanwhile() {
    List<ActionOutcome> found =
        outcomes.openOrSettledSince(device, lookedThrough, alreadyTold, since, MOST_AT_ONCE);
    found.forEach(this::know);
    lookedThrough = found.size() < MOST_AT_ONCE ? alreadyTold : found.getLast().sequence();
    return found.stream().filter(action -> action.state() != ActionState.QUEUED).toList();
  }

  /** What was open and is so no longer, or otherwise. */
  private List<ActionOutcome> changed() {
    Set<Long> changed = new HashSet<>();
    outcomes
        .standings(device, open.keySet())
        .forEach((sequence, standing) -> {
          if (!standing.equals(open.get(sequence))) {
            changed.add(sequence);
          }
        });
    List<ActionOutcome> news = new ArrayList<>(outcomes.chosen(device, changed));
    news.forEach(this::know);
    return news;
  }

  private void know(ActionOutcome action) {
    switch (action.state()) {
      case QUEUED, HELD, FAILED -> {
        if (open.size() < MOST_OPEN || open.containsKey(action.sequence())) {
          open.put(action.sequence(), new Standing(action.state(), action.attempt()));
        }
      }
      case APPLIED, MERGED, DISCARDED -> open.remove(action.sequence());
    }
  }

  private ServerEvent event(String name, Object data) {
    try {
      return new ServerEvent(place.id(), name, json.writeValueAsString(data));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
