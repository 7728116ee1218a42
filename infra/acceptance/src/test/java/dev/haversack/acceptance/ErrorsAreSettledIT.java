package dev.haversack.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ActionPage;
import dev.haversack.contract.model.ActionState;
import dev.haversack.contract.model.RecordHistory;
import dev.haversack.contract.model.RecordStep;
import dev.haversack.contract.model.Resolution;
import dev.haversack.contract.model.ResolutionRequest;
import dev.haversack.contract.model.SyncError;
import dev.haversack.contract.model.SyncErrorState;
import dev.haversack.contract.model.UploadAction;
import dev.haversack.quickstart.client.ApiClient;
import dev.haversack.quickstart.client.Await;
import dev.haversack.quickstart.client.Json;
import dev.haversack.quickstart.client.ProblemAnswerException;
import dev.haversack.quickstart.data.OrganizationData;
import dev.haversack.quickstart.suite.ManagedProcess;
import dev.haversack.quickstart.suite.ServiceName;
import dev.haversack.quickstart.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one error keeps waiting goes on once it is settled; what settles nothing is told. */
class ErrorsAreSettledIT {

  private static final int HELD = 100;
  private static final int START = 1000;

  private static Suite suite;
  private static ApiClient admin;
  private static ApiClient teller;

  private final UUID device = UUID.randomUUID();

  @BeforeAll
  static void startSuite() throws Exception {
    OrganizationData bank = Bank.of(1);
    suite = TestSuite.start("settling", bank);
    TestSuite.load(suite, bank);
    admin = TestSuite.client(suite.urls(), Bank.ADMIN);
    teller = TestSuite.client(suite.urls(), Bank.teller(0));
  }

  @AfterAll
  static void stopSuite() {
    suite.close();
  }

  /** The service that carries the decision out is killed between the decision and its effect. */
  @Test
  void aHundredHeldActionsFollowInTheirOrder() throws Exception {
    UUID account = Disputes.open(admin, START);
    long seen = Disputes.account(admin, account).version();
    Disputes.change(admin, account, named("Theirs"));
    List<UploadAction> actions = new ArrayList<>();
    actions.add(Disputes.update(1, account, seen, named("Mine")));
    for (int i = 1; i <= HELD; i++) {
      actions.add(
          Disputes.update(i + 1L, account, seen, Json.object().put("description", "Note " + i)));
    }
    var receipt = Disputes.upload(teller, device, actions);
    assertEquals(1, receipt.counts().failed());
    assertEquals(HELD, receipt.counts().held());

    decide(teller, actions.getFirst().actionId(), Resolution.KEEP_MINE);
    ManagedProcess replay = suite.service(ServiceName.REPLAY);
    replay.kill();
    replay.start();
    replay.awaitReady(TestSuite.PATIENCE);

    settled(actions.getFirst().actionId());
    Await.until(
        "what was held",
        TestSuite.PATIENCE,
        () -> states().stream().noneMatch(s -> s == ActionState.HELD || s == ActionState.QUEUED));
    List<UUID> applied =
        steps(account).reversed().stream()
            .map(RecordStep::actionId)
            .filter(id -> id != null)
            .toList();
    assertEquals(actions.stream().map(UploadAction::actionId).toList(), applied);
    ObjectNode end = Disputes.account(admin, account).attributes();
    assertEquals("Mine", end.get("name").asText());
    assertEquals("Note " + HELD, end.get("description").asText());
  }

  /** He decided on what he was shown; what came after that is for him to see first. */
  @Test
  void aDecisionThatTheServerHasOvertakenFailsAgainAndIsTakenAnew() {
    UUID account = Disputes.open(admin, START);
    long seen = Disputes.account(admin, account).version();
    Disputes.change(admin, account, named("Theirs"));
    UploadAction mine = Disputes.update(1, account, seen, named("Mine"));
    Disputes.upload(teller, device, List.of(mine));
    reported(mine.actionId(), 1);
    Disputes.change(admin, account, named("Theirs, once more"));

    decide(teller, mine.actionId(), Resolution.KEEP_MINE);

    SyncError again = reported(mine.actionId(), 2);
    assertEquals(
        "Theirs, once more", Disputes.account(admin, account).attributes().get("name").asText());
    assertEquals(
        "Theirs, once more",
        again.attributes().stream()
            .filter(compared -> compared.attribute().equals("name"))
            .map(compared -> compared.theirs().asText())
            .findFirst()
            .orElseThrow());
    decide(teller, mine.actionId(), Resolution.KEEP_MINE);
    settled(mine.actionId());
    assertEquals("Mine", Disputes.account(admin, account).attributes().get("name").asText());
    assertEquals(
        1, steps(account).stream().filter(s -> mine.actionId().equals(s.actionId())).count());
  }

  private static ObjectNode named(String name) {
    return Json.object().put("name", name);
  }

  private static String path(UUID error) {
    return "/conflict/v1/sync-errors/" + error;
  }

  private static void decide(ApiClient person, UUID error, Resolution resolution) {
    reported(error, 1);
    ResolutionRequest request = new ResolutionRequest(resolution, null, null, null, null);
    Disputes.answered(() -> person.post(path(error) + "/resolution", request, JsonNode.class));
  }

  /** The error, once this attempt of its action, or a later one, is known to have failed. */
  private static SyncError reported(UUID error, int attempt) {
    return Await.value(
        "attempt " + attempt,
        TestSuite.PATIENCE,
        () -> {
          try {
            return Optional.of(Disputes.answered(() -> teller.get(path(error), SyncError.class)))
                .filter(e -> e.attempt() >= attempt);
          } catch (ProblemAnswerException e) {
            if (e.status() != 404) {
              throw e;
            }
            return Optional.empty();
          }
        });
  }

  private static void settled(UUID error) {
    Await.until(
        "the end of the error",
        TestSuite.PATIENCE,
        () -> reported(error, 1).state() == SyncErrorState.RESOLVED);
  }

  private List<ActionState> states() {
    String path = "/replay/v1/devices/" + device + "/actions?limit=1000";
    return Disputes.answered(() -> teller.get(path, ActionPage.class)).actions().stream()
        .map(action -> action.state())
        .toList();
  }

  private static List<RecordStep> steps(UUID account) {
    String path = Disputes.path(account) + "/history?limit=1000";
    return Disputes.answered(() -> admin.get(path, RecordHistory.class)).steps();
  }
}
