package dev.haversack.replay.processing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.ApplyAction;
import dev.haversack.replay.processing.QueueModel.State;
import dev.haversack.replay.processing.QueueModel.Step;
import dev.haversack.replay.testing.ReplayTest;
import dev.haversack.replay.testing.StubDataset;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import dev.haversack.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Random queues with random failures, lost answers and resolutions end as the plain model says:
 * every action as exactly one of applied, merged, discarded by who said so, or open, and nothing
 * runs before what it depends on. More of them: {@code -Dhaversack.queue.first=N}, each run has the
 * next {@value #HISTORIES}.
 */
@QuarkusTest
class QueueModelTest extends ReplayTest {

  static final int HISTORIES = 40;

  private static final long FIRST = Long.getLong("haversack.queue.first", 0);

  private final TestDevice device = new TestDevice();
  private final QueueModel model = new QueueModel();
  private final List<UUID> accounts =
      new ArrayList<>(List.of(UUID.randomUUID(), UUID.randomUUID()));
  private final List<UUID> made = new ArrayList<>();
  private final List<UUID> pairs = new ArrayList<>();
  private final List<UUID> instances = new ArrayList<>();
  private final Set<UUID> follows = new HashSet<>();
  private final Map<UUID, UUID> discardedBy = new HashMap<>();
  private Random random = new Random();

  @RepeatedTest(HISTORIES)
  void everyHistoryEndsAsTheModelSays(RepetitionInfo run) {
    long seed = scattered(FIRST + run.getCurrentRepetition());
    random = new Random(seed);
    try {
      history();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("History " + (FIRST + run.getCurrentRepetition()), e);
    }
  }

  private void history() {
    int batches = 2 + random.nextInt(4);
    for (int i = 0; i < batches; i++) {
      upload();
      if (random.nextBoolean()) {
        check();
        resolveSome();
      }
    }
    check();
    while (!model.failed().isEmpty()) {
      resolve(pick(model.failed()), 0.9);
      check();
    }
    assertTrue(model.states().values().stream().noneMatch(State::isOpen));
    checkEffects();
    assertEquals(discardedBy, toldAsDiscarded());
  }

  private void resolveSome() {
    for (int i = random.nextInt(3); i > 0 && !model.failed().isEmpty(); i--) {
      resolve(pick(model.failed()), 0.6);
      check();
    }
  }

  private void resolve(UUID failed, double mended) {
    int attempt = attempts().get(failed);
    boolean apply = random.nextInt(3) > 0;
    if (apply && random.nextDouble() < mended) {
      dataset.mend(failed);
      model.failing(failed, false);
    }
    if (apply) {
      device.resolve(failed, attempt, true, Map.of("onOwnBehalf", onOwnBehalf(failed)));
      model.sendOn(failed);
      // What fails again looks as before: only the attempt tells that it was tried.
      eventually(() -> attempts().get(failed) > attempt || !isFailed(failed));
    } else {
      boolean withDependants = random.nextBoolean();
      Set<UUID> dependants = withDependants ? heldBehind(failed) : Set.of();
      dependants.forEach(id -> assertTrue(model.waitsFor(id, failed)));
      Set<UUID> discardedBefore = discarded();
      UUID resolver =
          device.resolve(failed, attempt, false, Map.of("discardDependants", withDependants));
      model.giveUp(failed, dependants);
      discarded().stream()
          .filter(id -> !discardedBefore.contains(id))
          .forEach(id -> discardedBy.put(id, resolver));
    }
  }

  /** A local transaction is only ever applied with the rights of who made it; so are follows. */
  private boolean onOwnBehalf(UUID failed) {
    return random.nextInt(3) == 0 && model.isAlone(failed) && !follows.contains(failed);
  }

  private Set<UUID> heldBehind(UUID failed) {
    List<Map<String, Object>> actions = device.get("/actions?limit=1000").path("actions");
    return actions.stream()
        .filter(a -> failed.toString().equals(a.get("heldBehind")))
        .map(a -> UUID.fromString((String) a.get("actionId")))
        .collect(Collectors.toSet());
  }

  private Set<UUID> discarded() {
    return model.states().entrySet().stream()
        .filter(e -> e.getValue() == State.DISCARDED)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Who gave up what, as receipts say. */
  private Map<UUID, UUID> toldAsDiscarded() {
    List<Map<String, Object>> actions = device.get("/actions?limit=1000").path("actions");
    return actions.stream()
        .filter(a -> a.get("discardedBy") != null)
        .collect(
            Collectors.toMap(
                a -> UUID.fromString((String) a.get("actionId")),
                a -> UUID.fromString((String) a.get("discardedBy"))));
  }

  private boolean isFailed(UUID action) {
    return "failed".equals(device.states().get(action));
  }

  private Map<UUID, Integer> attempts() {
    List<Map<String, Object>> actions = device.get("/actions?limit=1000").path("actions");
    return actions.stream()
        .collect(
            Collectors.toMap(
                a -> UUID.fromString((String) a.get("actionId")), a -> (Integer) a.get("attempt")));
  }

  private void upload() {
    List<Action> batch = new ArrayList<>();
    int units = 1 + random.nextInt(6);
    for (int i = 0; i < units; i++) {
      int size = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
      UUID transaction = UUID.randomUUID();
      for (int j = 0; j < size; j++) {
        Action action = next(transaction);
        batch.add(size == 1 ? action : action.with("transactionId", transaction));
      }
    }
    if (random.nextInt(3) == 0) {
      dataset.fault(
          random.nextBoolean() ? StubDataset.Fault.DOWN : StubDataset.Fault.LOSE_ANSWER,
          1 + random.nextInt(2));
    }
    Map<String, Object> body = device.batch(batch);
    for (int times = random.nextInt(3) == 0 ? 2 : 1; times > 0; times--) {
      device.upload(body, random.nextBoolean() ? "wait=5" : null, Contract.requestAndAnswer());
    }
    model.settle();
  }

  /** An action with what the model has to know of it. */
  private record Made(Action action, UUID record, Set<UUID> makes, Set<UUID> refersTo) {}

  private Action next(UUID transaction) {
    Made next = next();
    UUID id = next.action().id();
    model.add(new Step(id, next.record(), next.makes(), next.refersTo(), transaction));
    if (random.nextInt(6) == 0) {
      dataset.fail(id, refusal());
      model.failing(id, true);
    }
    if (random.nextInt(6) == 0) {
      dataset.merge(id);
      model.merging(id);
    }
    return next.action();
  }

  private Made next() {
    return switch (random.nextInt(13)) {
      case 0 -> create();
      case 1 -> qualify();
      case 2 -> pointToAnother();
      case 3 -> pair();
      case 4 -> about(record -> device.delete("account", record, 7));
      case 5 -> about(record -> device.assign("account", record, 7, UUID.randomUUID()));
      case 6 -> follow();
      case 7 -> begin();
      case 8 -> instances.isEmpty() ? begin() : moveOn();
      default -> about(record -> device.update("account", record, 7, Map.of("name", "Changed")));
    };
  }

  private Made about(Function<UUID, Action> action) {
    UUID record = pick(accounts);
    return new Made(action.apply(record), record, Set.of(), Set.of());
  }

  private Made follow() {
    Made follow = about(record -> device.follow("account", record, random.nextBoolean()));
    follows.add(follow.action().id());
    return follow;
  }

  private Made create() {
    UUID record = UUID.randomUUID();
    accounts.add(record);
    made.add(record);
    Action action = device.create("account", record, Map.of("name", "New"));
    return new Made(action, record, Set.of(record), Set.of());
  }

  private Made qualify() {
    UUID lead = UUID.randomUUID();
    UUID output = UUID.randomUUID();
    accounts.add(output);
    made.add(output);
    Action action =
        device.command("QualifyLead", "lead", lead, Map.of("accountid", output.toString()));
    return new Made(action, lead, Set.of(output), Set.of());
  }

  private Made pointToAnother() {
    UUID record = pick(accounts);
    UUID other = anyMade();
    Action action =
        device.update("account", record, 7, Map.of("parentaccountid", other.toString()));
    return new Made(action, record, Set.of(), Set.of(other));
  }

  /** Makes a pair, or ends one. */
  private Made pair() {
    boolean ends = !pairs.isEmpty() && random.nextBoolean();
    UUID pair = ends ? pick(pairs) : UUID.randomUUID();
    UUID account = anyMade();
    Map<String, String> records = Map.of("accountid", account.toString());
    if (ends) {
      Action action = device.disassociate("leadaccount", pair, records);
      return new Made(action, pair, Set.of(), Set.of(account));
    }
    pairs.add(pair);
    Action action = device.associate("leadaccount", pair, records);
    return new Made(action, pair, Set.of(pair), Set.of(account));
  }

  /** Begins a process that an account goes through. */
  private Made begin() {
    UUID instance = UUID.randomUUID();
    UUID account = anyMade();
    instances.add(instance);
    Action action =
        device.create("onboarding", instance, Map.of("bpf_accountid", account.toString()));
    return new Made(action, instance, Set.of(instance), Set.of(account));
  }

  private Made moveOn() {
    UUID instance = pick(instances);
    String command = pick(List.of("NextStage", "PreviousStage", "SetActiveStage"));
    Map<String, String> stage = Map.of("stageid", UUID.randomUUID().toString());
    Action action = device.command(command, "onboarding", instance, stage);
    return new Made(action, instance, Set.of(), Set.of());
  }

  private UUID anyMade() {
    return made.isEmpty() ? UUID.randomUUID() : pick(made);
  }

  private void check() {
    Map<UUID, String> expected = new HashMap<>();
    model.states().forEach((id, state) -> expected.put(id, state.name().toLowerCase(Locale.ROOT)));
    try {
      eventually(() -> device.states().equals(expected));
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      assertEquals(lines(expected), lines(device.states()));
    }
  }

  private String lines(Map<UUID, String> states) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < model.steps().size(); i++) {
      text.append(i + 1)
          .append(' ')
          .append(states.get(model.steps().get(i).id()))
          .append(System.lineSeparator());
    }
    return text.toString();
  }

  private void checkEffects() {
    List<UUID> effects = dataset.effects().stream().map(ApplyAction::actionId).toList();
    Set<UUID> applied =
        model.states().entrySet().stream()
            .filter(e -> e.getValue().isDone())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    assertEquals(applied.size(), effects.size(), "each once");
    assertEquals(applied, new HashSet<>(effects));
    List<Step> steps = model.steps();
    for (int i = 0; i < steps.size(); i++) {
      for (int j = 0; j < i; j++) {
        int later = effects.indexOf(steps.get(i).id());
        int earlier = effects.indexOf(steps.get(j).id());
        if (later >= 0 && earlier >= 0 && steps.get(i).dependsOn(steps.get(j))) {
          assertTrue(earlier < later, "Action " + (i + 1) + " ran before " + (j + 1));
        }
      }
    }
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** Neighbouring seeds begin alike; the finalizer of SplitMix64 scatters them. */
  private static long scattered(long seed) {
    long z = seed * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
