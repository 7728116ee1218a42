package dev.haversack.dataset.replaying;

import static dev.haversack.dataset.testing.RecordCalls.map;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.ProcessFlow;
import dev.haversack.contract.model.ProcessStage;
import dev.haversack.contract.model.ProcessStep;
import dev.haversack.dataset.records.MetadataSweeper;
import dev.haversack.dataset.testing.BuiltIn;
import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.platform.problem.ProblemCode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Business process flows at replay; section 5.1 of the facts. */
@QuarkusTest
class ApplyProcessesTest extends ReplayingFixture {

  private static final String SALES = "opportunitysalesprocess";
  private static final UUID QUALIFY = UUID.randomUUID();
  private static final UUID DEVELOP = UUID.randomUUID();
  private static final UUID CLOSE = UUID.randomUUID();

  @Inject MetadataSweeper sweeper;

  private UUID opportunity;
  private UUID instance;

  @BeforeEach
  void aProcess() {
    define(
        SALES,
        new ProcessStage(
            QUALIFY, "Qualify", null, null, List.of(new ProcessStep("estimatedvalue", true))),
        new ProcessStage(
            DEVELOP, "Develop", null, null, List.of(new ProcessStep("description", false))),
        new ProcessStage(CLOSE, "Close", "opportunity", null, null));
    opportunity = calls.create(org.anna, "opportunity", "name", "Tents");
    instance = UUID.randomUUID();
  }

  @Test
  void anInstanceBeginsInTheFirstStage() {
    apply(begin(instance)).body("results[0].outcome", equalTo("applied"));
    instance()
        .body("attributes.activestageid", equalTo(QUALIFY.toString()))
        .body("attributes.traversedpath", equalTo(QUALIFY.toString()))
        .body("attributes.activestagestartedon", notNullValue())
        .body("attributes.statecode", equalTo(0));
  }

  @Test
  void stagesAreTheBusinessOfCommands() {
    apply(begin(instance));
    apply(update(SALES, instance, null, "activestageid", CLOSE.toString()))
        .body("results[0].failure.errors.code", contains("read-only-attribute"));
    apply(
            create(
                SALES,
                UUID.randomUUID(),
                "bpf_opportunityid",
                opportunity.toString(),
                "traversedpath",
                CLOSE.toString()))
        .body("results[0].failure.errors.code", contains("read-only-attribute"));
  }

  @Test
  void aStageIsLeftOnceItsRequiredStepsAreFilledIn() {
    apply(begin(instance));
    apply(move("NextStage"))
        .body("results[0].outcome", equalTo("failed"))
        .body("results[0].failure.code", equalTo("required-step-missing"))
        .body("results[0].failure.publishedCode", equalTo("0x8006041a"))
        .body("results[0].failure.errors.field", contains("attributes.estimatedvalue"));
    instance().body("attributes.activestageid", equalTo(QUALIFY.toString()));

    apply(
            onPresent(update("opportunity", opportunity, null, "estimatedvalue", 5)),
            move("NextStage"))
        .body("results.outcome", contains("applied", "applied"));
    instance()
        .body("attributes.activestageid", equalTo(DEVELOP.toString()))
        .body("attributes.traversedpath", equalTo(QUALIFY + "," + DEVELOP));
  }

  @Test
  void everythingOfOneQueueCounts() {
    UUID fresh = UUID.randomUUID();
    apply(
            create("opportunity", fresh, "name", "Stoves", "estimatedvalue", 7),
            create(SALES, instance, "bpf_opportunityid", fresh.toString()),
            move("NextStage"),
            move("NextStage"))
        .body("results.outcome", contains("applied", "applied", "applied", "applied"));
    instance().body("attributes.activestageid", equalTo(CLOSE.toString()));
  }

  @Test
  void itGoesBackToWhereItWas() {
    worth(5);
    apply(begin(instance), move("NextStage"), move("NextStage"));
    apply(move("NextStage")).body("results[0].failure.code", equalTo("stage-not-reachable"));
    apply(move("PreviousStage")).body("results[0].outcome", equalTo("applied"));
    instance()
        .body("attributes.activestageid", equalTo(DEVELOP.toString()))
        .body("attributes.traversedpath", equalTo(QUALIFY + "," + DEVELOP));
    apply(move("NextStage"), move("SetActiveStage", "stageid", QUALIFY.toString()))
        .body("results[1].outcome", equalTo("applied"));
    instance()
        .body("attributes.activestageid", equalTo(QUALIFY.toString()))
        .body("attributes.traversedpath", equalTo(QUALIFY.toString()));
    apply(move("SetActiveStage", "stageid", CLOSE.toString()))
        .body("results[0].failure.code", equalTo("stage-not-reachable"));
    apply(move("PreviousStage")).body("results[0].failure.code", equalTo("stage-not-reachable"));
    apply(move("SetActiveStage"))
        .body("results[0].failure.errors.field", contains("attributes.stageid"));
  }

  /** Without the stage's name, the second of them would skip one. */
  @Test
  void twoWhoBothMovedOnSkipNothing() {
    worth(5);
    apply(begin(instance));
    Map<String, Object> mine = move("NextStage", "stageid", DEVELOP.toString());
    Map<String, Object> others = move("NextStage", "stageid", DEVELOP.toString());
    apply(UUID.randomUUID(), org.anna, others).body("results[0].outcome", equalTo("applied"));
    apply(mine).body("results[0].failure", nullValue());
    instance().body("attributes.activestageid", equalTo(DEVELOP.toString()));
    apply(move("NextStage", "stageid", QUALIFY.toString()))
        .body("results[0].failure.code", equalTo("stage-not-reachable"));
  }

  @Test
  void whoMovedElsewhereMeanwhileIsAConflict() {
    worth(5);
    apply(begin(instance), move("NextStage"));
    Map<String, Object> mine = move("NextStage");
    apply(UUID.randomUUID(), org.anna, move("PreviousStage"));
    apply(mine)
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.conflicting", hasItem("activestageid"));
  }

  @Test
  void aFinishedProcessStandsStillUntilItIsOpenedAgain() {
    worth(5);
    apply(begin(instance), update(SALES, instance, null, "statecode", 1, "statuscode", 2))
        .body("results.outcome", contains("applied", "applied"));
    instance()
        .body("attributes.completedon", notNullValue())
        .body("attributes.duration", equalTo(0));
    apply(move("NextStage")).body("results[0].failure.code", equalTo("not-open"));
    apply(onPresent(update(SALES, instance, null, "statecode", 0)))
        .body("results[0].outcome", equalTo("applied"));
    instance().body("attributes.completedon", nullValue()).body("attributes.duration", nullValue());
    apply(move("NextStage")).body("results[0].outcome", equalTo("applied"));
  }

  @Test
  void aRecordHasOneActiveInstance() {
    apply(begin(instance));
    UUID second = UUID.randomUUID();
    apply(begin(second))
        .body("results[0].failure.code", equalTo("process-running"))
        .body("results[0].failure.publishedCode", equalTo("0x80060373"));
    apply(onPresent(update(SALES, instance, null, "statecode", 1, "statuscode", 3)), begin(second))
        .body("results.outcome", contains("applied", "applied"));
    apply(onPresent(update(SALES, instance, null, "statecode", 0)))
        .body("results[0].failure.code", equalTo("process-running"));
    calls
        .as(org.anna)
        .contentType("application/json")
        .body(map("attributes", map("statecode", 0)))
        .patch(RecordCalls.path(SALES) + "/" + instance)
        .then()
        .statusCode(ProblemCode.PROCESS_RUNNING.status())
        .body("code", equalTo("process-running"));
  }

  @Test
  void oneOfManyBegins() throws Exception {
    List<Callable<String>> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(() ->
          Objects.toString(
              apply(UUID.randomUUID(), org.anna, begin(UUID.randomUUID()))
                  .extract()
                  .path("results[0].failure.code")));
      all.add(() -> Objects.toString(post(SALES).path("code")));
    }
    List<String> codes = new ArrayList<>(together(all));
    assertOnce(codes, "null");
    codes.remove("null");
    assertOnce(codes.stream().distinct().toList(), "process-running");
  }

  private static void assertOnce(List<String> found, String expected) {
    assertEquals(1, found.stream().filter(expected::equals).count(), found.toString());
  }

  @Test
  void anInstanceStaysWithItsRecord() {
    apply(begin(instance));
    UUID other = calls.create(org.anna, "opportunity", "name", "Stoves");
    apply(onPresent(update(SALES, instance, null, "bpf_opportunityid", other.toString())))
        .body("results[0].failure.errors.field", contains("attributes.bpf_opportunityid"));
  }

  @Test
  void flowsOverSeveralEntitiesAndWithChildrenWorkOnlineOnly() {
    String crossing = "leadtoopportunity";
    define(
        crossing,
        new ProcessStage(QUALIFY, "Qualify", "account", null, null),
        new ProcessStage(DEVELOP, "Develop", null, null, null));
    UUID online = onlineInstance(crossing);
    apply(create(crossing, UUID.randomUUID(), "bpf_opportunityid", opportunity.toString()))
        .body("results[0].failure.code", equalTo("process-not-offline"))
        .body("results[0].failure.publishedCode", equalTo("0x80060462"));
    apply(command("NextStage", crossing, online))
        .body("results[0].failure.code", equalTo("process-not-offline"));
    apply(update(crossing, online, calls.version(org.anna, crossing, online), "statecode", 1))
        .body("results[0].failure.code", equalTo("process-not-offline"));
    apply(delete(crossing, online, calls.version(org.anna, crossing, online)))
        .body("results[0].failure.code", equalTo("process-not-offline"));
    define("withchildren", new ProcessStage(QUALIFY, "Qualify", null, SALES, null));
    apply(create("withchildren", UUID.randomUUID(), "bpf_opportunityid", opportunity.toString()))
        .body("results[0].failure.code", equalTo("process-not-offline"));
  }

  @Test
  void whatIsNotInUseYetDoesNotBegin() {
    org.entities.add(
        BuiltIn.process(
            "planned",
            new ProcessFlow(
                "opportunity",
                null,
                true,
                List.of(new ProcessStage(QUALIFY, "Qualify", null, null, null)))));
    configuration.apply(org.id, org.page());
    apply(create("planned", UUID.randomUUID(), "bpf_opportunityid", opportunity.toString()))
        .body("results[0].failure.code", equalTo("process-draft"));
    post("planned").then().statusCode(422).body("code", equalTo("process-draft"));
  }

  @Test
  void aProcessThatIsMadeAnewKnowsNothingOfTheOldOnesInstances() throws Exception {
    apply(begin(instance));
    EntityMetadata process =
        org.entities.stream().filter(e -> e.logicalName().equals(SALES)).findFirst().orElseThrow();
    configuration.apply(org.id, org.pageWithout(process.logicalName()));
    sweeper.drain(org.id);
    org.entities.add(process);
    configuration.apply(org.id, org.page());
    apply(begin(UUID.randomUUID())).body("results[0].outcome", equalTo("applied"));
  }

  @Test
  void onlyInstancesHaveStages() {
    apply(command("NextStage", "opportunity", opportunity))
        .body("results[0].failure.code", equalTo("unknown-command"));
  }

  private UUID onlineInstance(String flow) {
    return UUID.fromString(post(flow).then().statusCode(201).extract().path("id"));
  }

  private Response post(String flow) {
    return calls
        .as(org.anna)
        .contentType("application/json")
        .body(map("attributes", map("bpf_opportunityid", opportunity.toString())))
        .post(RecordCalls.path(flow));
  }

  private void define(String name, ProcessStage... stages) {
    EntityMetadata entity =
        BuiltIn.process(name, new ProcessFlow("opportunity", null, false, List.of(stages)));
    org.entities.add(entity);
    configuration.apply(org.id, org.page());
  }

  private void worth(int value) {
    calls.change(org.anna, "opportunity", opportunity, "estimatedvalue", value);
  }

  private Map<String, Object> begin(UUID id) {
    return create(SALES, id, "bpf_opportunityid", opportunity.toString());
  }

  private Map<String, Object> move(String command, Object... parameters) {
    return command(command, SALES, instance, parameters);
  }

  private ValidatableResponse instance() {
    return calls.get(org.anna, SALES, instance).then().statusCode(200);
  }
}
