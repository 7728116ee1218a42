package dev.haversack.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.haversack.contract.model.ActionPage;
import dev.haversack.contract.model.ActionState;
import dev.haversack.contract.model.BatchReceipt;
import dev.haversack.contract.model.MergeChoice;
import dev.haversack.contract.model.RecordHistory;
import dev.haversack.contract.model.Resolution;
import dev.haversack.contract.model.ResolutionRequest;
import dev.haversack.contract.model.StoredRecord;
import dev.haversack.contract.model.SyncError;
import dev.haversack.contract.model.SyncErrorState;
import dev.haversack.contract.model.UploadAction;
import dev.haversack.quickstart.client.ApiClient;
import dev.haversack.quickstart.client.Await;
import dev.haversack.quickstart.client.Json;
import dev.haversack.quickstart.client.ProblemAnswerException;
import dev.haversack.quickstart.client.SuiteUrls;
import dev.haversack.quickstart.data.OrganizationData;
import dev.haversack.quickstart.suite.ServiceName;
import dev.haversack.quickstart.suite.Suite;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Two people decide about each of many conflicts at the same moment, while answers are lost and
 * services are killed, two instances of each. Each conflict ends as one of them decided, its
 * difference counts once or not at all, and what waited behind it comes after it, once.
 */
class DecisionsAreExactIT {

  private static final int CONFLICTS = Integer.getInteger("haversack.decisions.conflicts", 60);
  private static final int KILLS = Integer.getInteger("haversack.decisions.kills", 1);
  private static final long SEED = Long.getLong("haversack.seed", 20_261_129L);
  private static final int INSTANCES = 2;
  private static final int AT_ONCE = 6;
  private static final int START = 1000;
  private static final int MINE = 10;
  private static final int THEIRS = 5;

  private final List<Conflict> conflicts = new ArrayList<>();
  private final AtomicInteger decided = new AtomicInteger();

  /**
   * An account, and the two actions of its teller: one in conflict, one held behind it.
   *
   * @param own what the teller decides, while the administrator keeps theirs
   */
  private record Conflict(
      int number, ApiClient teller, UUID device, UUID account, UUID first, Decision own) {}

  /**
   * A decision, and what the account is after it.
   *
   * @param name its name
   * @param balance its balance
   */
  private record Decision(ResolutionRequest request, String name, int balance) {

    static final Decision THEIRS =
        new Decision(simple(Resolution.KEEP_THEIRS), "Theirs", START + DecisionsAreExactIT.THEIRS);

    /** Each of these in turn. A value that somebody enters counts, be it the one of the action. */
    static Decision of(int number) {
      int sum = START + MINE + DecisionsAreExactIT.THEIRS;
      MergeChoice both = new MergeChoice(null, TextNode.valueOf("Both"));
      MergeChoice same = new MergeChoice(null, IntNode.valueOf(START + MINE));
      return switch (number % 3) {
        case 0 -> new Decision(simple(Resolution.KEEP_MINE), "Mine", sum);
        case 1 -> new Decision(merge(Map.of("name", both)), "Both", sum);
        default ->
            new Decision(merge(Map.of("name", both, Bank.BALANCE, same)), "Both", START + MINE);
      };
    }
  }

  @Test
  void whoeverDecidesAndWhateverIsKilled() throws Exception {
    OrganizationData bank = Bank.of(CONFLICTS);
    try (LossyNetwork network = new LossyNetwork(SEED);
        Suite suite = TestSuite.start("decisions", bank, INSTANCES, network)) {
      TestSuite.load(suite, bank);
      SuiteUrls urls = suite.urls();
      SuiteUrls lossy =
          new SuiteUrls(urls.issuer(), urls.profile(), network.url(), network.url(), network.url());
      ApiClient admin = TestSuite.client(lossy, Bank.ADMIN);
      for (int i = 0; i < CONFLICTS; i++) {
        conflicts.add(conflict(i, admin, TestSuite.client(lossy, Bank.teller(i))));
      }

      int lost = network.decisions().lost();

      decideAll(admin, suite);

      assertTrue(network.decisions().lost() - lost > CONFLICTS / 5, "too few answers were lost");
      assertTrue(network.decisions().repeated() > 0, "nothing came once more");
      Set<Resolution> winners = EnumSet.noneOf(Resolution.class);
      for (Conflict conflict : conflicts) {
        winners.add(assertExact(admin, conflict));
      }
      assertTrue(
          winners.contains(Resolution.KEEP_THEIRS) && winners.size() > 1, "no race: " + winners);
    }
  }

  private static Conflict conflict(int number, ApiClient admin, ApiClient teller) {
    UUID account = Disputes.open(admin, START);
    long seen = Disputes.account(admin, account).version();
    Disputes.change(
        admin, account, Json.object().put("name", "Theirs").put(Bank.BALANCE, START + THEIRS));
    UploadAction first =
        Disputes.update(
            1, account, seen, Json.object().put("name", "Mine").put(Bank.BALANCE, START + MINE));
    UploadAction second =
        Disputes.update(2, account, seen, Json.object().put("description", "After it"));
    UUID device = UUID.randomUUID();
    BatchReceipt receipt = Disputes.upload(teller, device, List.of(first, second));
    assertEquals(
        List.of(ActionState.FAILED, ActionState.HELD),
        receipt.actions().stream().map(action -> action.state()).toList());
    return new Conflict(number, teller, device, account, first.actionId(), Decision.of(number));
  }

  private void decideAll(ApiClient admin, Suite suite) throws Exception {
    List<ServiceName> victims = new ArrayList<>();
    for (int i = 0; i < KILLS; i++) {
      victims.addAll(List.of(ServiceName.CONFLICT, ServiceName.REPLAY, ServiceName.DATASET));
    }
    Reaper reaper = new Reaper(Reaper.killing(suite, victims));
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
        ExecutorService people =
            Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      Future<Integer> killed = others.submit(reaper);
      List<Future<?>> all = new ArrayList<>();
      for (Conflict conflict : conflicts) {
        all.add(
            people.submit(
                () -> decide(conflict.teller(), conflict, conflict.own().request(), reaper)));
        all.add(people.submit(() -> decide(admin, conflict, Decision.THEIRS.request(), reaper)));
      }
      try {
        for (Future<?> each : all) {
          each.get();
        }
        assertEquals(victims.size(), killed.get());
      } finally {
        killed.cancel(true); // Otherwise a failure would wait for its turns for ever.
      }
    }
  }

  private static ResolutionRequest simple(Resolution resolution) {
    return new ResolutionRequest(resolution, null, null, null, null);
  }

  private static ResolutionRequest merge(Map<String, MergeChoice> choices) {
    return new ResolutionRequest(Resolution.MERGE, choices, null, null, null);
  }

  private void decide(
      ApiClient person, Conflict conflict, ResolutionRequest decision, Reaper reaper) {
    String path = "/conflict/v1/sync-errors/" + conflict.first() + "/resolution";
    Await.value(
        "decision",
        TestSuite.PATIENCE,
        () -> {
          try {
            Disputes.answered(() -> person.post(path, decision, JsonNode.class));
            return Optional.of(true);
          } catch (ProblemAnswerException e) {
            if (e.code().equals("already-resolved")) {
              return Optional.of(true); // The other was first, or the answer was lost.
            }
            if (e.status() != 404) {
              throw e;
            }
            return Optional.empty(); // It has not been reported yet.
          }
        });
    reaper.strikeFor(decided.incrementAndGet(), 2L * CONFLICTS);
  }

  /** Returns what the winner decided. */
  private static Resolution assertExact(ApiClient admin, Conflict conflict) {
    SyncError error =
        Await.value(
            "the end of conflict " + conflict.number(),
            TestSuite.PATIENCE,
            () ->
                Optional.of(
                        Disputes.answered(() ->
                            admin.get(
                                "/conflict/v1/sync-errors/" + conflict.first(), SyncError.class)))
                    .filter(e -> e.state() == SyncErrorState.RESOLVED));
    String record = "/dataset/v1/records/account/" + conflict.account();
    boolean gaveUp = error.resolution().resolution() == Resolution.KEEP_THEIRS;
    // What comes after one's own merge knows all that was there; what comes after nothing does not.
    List<ActionState> ends =
        gaveUp
            ? List.of(ActionState.DISCARDED, ActionState.MERGED)
            : List.of(ActionState.MERGED, ActionState.APPLIED);
    Await.until(
        "the ends " + ends + " of conflict " + conflict.number(),
        TestSuite.PATIENCE,
        () -> states(conflict).equals(ends));
    StoredRecord account = Disputes.answered(() -> admin.get(record, StoredRecord.class));
    int steps =
        Disputes.answered(() -> admin.get(record + "/history", RecordHistory.class)).steps().size();
    Decision winner = gaveUp ? Decision.THEIRS : conflict.own();
    assertEquals(winner.request().resolution(), error.resolution().resolution());
    assertEquals(
        List.of(winner.name(), winner.balance(), "After it"),
        List.of(
            account.attributes().get("name").asText(),
            account.attributes().get(Bank.BALANCE).asInt(),
            account.attributes().get("description").asText()),
        "conflict " + conflict.number() + ": " + error.resolution());
    assertEquals(gaveUp ? 2 : 3, steps, "steps of conflict " + conflict.number());
    return winner.request().resolution();
  }

  private static List<ActionState> states(Conflict conflict) {
    return Disputes.answered(() ->
            conflict
                .teller()
                .get("/replay/v1/devices/" + conflict.device() + "/actions", ActionPage.class))
        .actions()
        .stream()
        .map(action -> action.state())
        .toList();
  }
}
