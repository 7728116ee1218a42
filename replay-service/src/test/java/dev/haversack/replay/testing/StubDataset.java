package dev.haversack.replay.testing;

import com.sun.net.httpserver.HttpExchange;
import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.ApplyAnswer;
import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.ApplyOutcome;
import dev.haversack.contract.model.ApplyRequest;
import dev.haversack.contract.model.ApplyResult;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.ChangedRecord;
import dev.haversack.contract.model.DevicePins;
import dev.haversack.contract.model.MergeSource;
import dev.haversack.contract.model.Operation;
import dev.haversack.testing.StubServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * dataset-service as far as replay-service knows it: applies each action id once, and skips what
 * depends on one that failed. Told to, it is down, loses answers, fails actions or takes its time.
 */
public final class StubDataset extends StubServer {

  /** How calls go wrong. */
  public enum Fault {
    /** Answers 503 and does nothing. */
    DOWN,
    /** Does its work, but the connection breaks before the answer. */
    LOSE_ANSWER,
    /** Refuses the whole call with 400. */
    REFUSE,
    /** Has decided later attempts. */
    CLOSED,
    /** Does nothing and answers what does not belong to the question. */
    NONSENSE
  }

  private static StubDataset started;

  private final List<ApplyRequest> calls = new CopyOnWriteArrayList<>();
  private final Map<UUID, ApplyResult> applied = new HashMap<>();
  private final List<ApplyAction> effects = new CopyOnWriteArrayList<>();
  private final Map<UUID, ApplyFailure> failing = new HashMap<>();
  private final Set<UUID> merging = new HashSet<>();
  private final Map<String, List<DevicePins>> pins = new ConcurrentHashMap<>();
  private final Map<UUID, Integer> inCall = new HashMap<>();
  private final AtomicInteger faults = new AtomicInteger();
  private final AtomicInteger overlaps = new AtomicInteger();
  private volatile Fault fault = Fault.DOWN;
  private volatile long pauseMillis;
  private long version;

  private StubDataset() {
    super("dataset");
  }

  /** The stub, as if newly started: nothing applied, everything well. */
  public static synchronized StubDataset fresh() {
    if (started == null) {
      started = new StubDataset();
    }
    started.reset();
    return started;
  }

  private synchronized void reset() {
    calls.clear();
    applied.clear();
    effects.clear();
    failing.clear();
    merging.clear();
    pins.clear();
    faults.set(0);
    overlaps.set(0);
    pauseMillis = 0;
    version = 100;
  }

  /** The next so many calls go wrong. */
  public void fault(Fault kind, int times) {
    fault = kind;
    faults.set(times);
  }

  /** All is well again. */
  public void recover() {
    faults.set(0);
  }

  /** Has every call take so long. */
  public void pause(long millis) {
    pauseMillis = millis;
  }

  /** The action fails from now on. */
  public synchronized void fail(UUID actionId, ApplyFailure failure) {
    failing.put(actionId, failure);
  }

  /** The action does not fail any more. */
  public synchronized void mend(UUID actionId) {
    failing.remove(actionId);
  }

  /** The action is merged when it is applied. */
  public synchronized void merge(UUID actionId) {
    merging.add(actionId);
  }

  /** All calls that reached the stub. */
  public List<ApplyRequest> calls() {
    return calls;
  }

  /** What had an effect, in order, over all devices. */
  public List<ApplyAction> effects() {
    return effects;
  }

  /** The ids of what had an effect, in order, over all devices. */
  public List<UUID> effectIds() {
    return effects.stream().map(ApplyAction::actionId).toList();
  }

  /** All reports about unsettled actions of a device. */
  public List<DevicePins> pins(UUID deviceId) {
    return pins.getOrDefault("/dataset/v1/devices/" + deviceId + "/pins", List.of());
  }

  /** How often a device had two calls at once. */
  public int overlaps() {
    return overlaps.get();
  }

  @Override
  protected void handle(HttpExchange exchange, UUID organization) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/pins")) {
      DevicePins told = JSON.readValue(exchange.getRequestBody(), DevicePins.class);
      pins.computeIfAbsent(path, p -> new CopyOnWriteArrayList<>()).add(told);
      answer(exchange, 204, new byte[0]);
      return;
    }
    ApplyRequest request = JSON.readValue(exchange.getRequestBody(), ApplyRequest.class);
    enter(request.deviceId());
    try {
      linger();
      calls.add(request);
      answer(exchange, request);
    } finally {
      leave(request.deviceId());
    }
  }

  private void answer(HttpExchange exchange, ApplyRequest request) throws IOException {
    if (faults.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
      answer(exchange, 200, JSON.writeValueAsBytes(apply(request)));
      return;
    }
    switch (fault) {
      case DOWN -> answer(exchange, 503, new byte[0]);
      case REFUSE -> answer(exchange, 400, new byte[0]);
      case CLOSED -> answer(exchange, 409, new byte[0]);
      case LOSE_ANSWER -> apply(request);
      case NONSENSE ->
          answer(
              exchange,
              200,
              JSON.writeValueAsBytes(
                  new ApplyAnswer(
                      List.of(
                          new ApplyResult(
                              UUID.randomUUID(), ApplyOutcome.APPLIED, 1L, null, null, null)))));
    }
  }

  private synchronized ApplyAnswer apply(ApplyRequest request) {
    List<ApplyResult> results = new ArrayList<>();
    Set<UUID> without = new HashSet<>();
    for (List<ApplyAction> unit : units(request.actions())) {
      boolean skipped =
          unit.stream().flatMap(a -> a.dependsOn().stream()).anyMatch(without::contains);
      UUID failed =
          unit.stream()
              .map(ApplyAction::actionId)
              .filter(failing::containsKey)
              .findFirst()
              .orElse(null);
      for (ApplyAction action : unit) {
        UUID id = action.actionId();
        if (skipped || failed != null) {
          without.add(id);
          results.add(
              skipped
                  ? new ApplyResult(id, ApplyOutcome.SKIPPED, null, null, null, null)
                  : id.equals(failed)
                      ? new ApplyResult(id, ApplyOutcome.FAILED, null, null, null, failing.get(id))
                      : new ApplyResult(id, ApplyOutcome.WITHDRAWN, null, null, null, null));
        } else {
          results.add(applied.computeIfAbsent(id, i -> effect(action)));
        }
      }
    }
    return new ApplyAnswer(results);
  }

  private static List<List<ApplyAction>> units(List<ApplyAction> actions) {
    List<List<ApplyAction>> units = new ArrayList<>();
    UUID present = null;
    for (ApplyAction action : actions) {
      UUID transaction = action.transactionId();
      if (transaction == null || !transaction.equals(present)) {
        units.add(new ArrayList<>());
      }
      units.getLast().add(action);
      present = transaction;
    }
    return units;
  }

  private ApplyResult effect(ApplyAction action) {
    effects.add(action);
    version++;
    return new ApplyResult(
        action.actionId(),
        merging.contains(action.actionId()) ? ApplyOutcome.MERGED : ApplyOutcome.APPLIED,
        action.operation() == Operation.DELETE ? null : version,
        made(action),
        merging.contains(action.actionId())
            ? List.of(new AttributeMerge("name", MergeSource.MINE, null))
            : null,
        null);
  }

  /** What a command made: a version of its own for each. */
  private List<ChangedRecord> made(ApplyAction action) {
    return action.command() == null
        ? null
        : action.command().outputsOf(action.attributes()).stream()
            .map(output -> new ChangedRecord(output.entity(), output.recordId(), ++version))
            .toList();
  }

  private synchronized void enter(UUID device) {
    if (inCall.merge(device, 1, Integer::sum) > 1) {
      overlaps.incrementAndGet();
    }
  }

  /** Whether a call about this device is under way. */
  public synchronized boolean isBusyWith(UUID device) {
    return inCall.getOrDefault(device, 0) > 0;
  }

  private synchronized void leave(UUID device) {
    inCall.merge(device, -1, Integer::sum);
  }

  /** A slow answer is what is simulated here: nothing is waited for. */
  private void linger() {
    java.util.concurrent.locks.LockSupport.parkNanos(pauseMillis * 1_000_000);
  }
}
