package dev.haversack.dataset.replaying;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A state that a command leads to is not set by an update or create of a device. */
@QuarkusTest
class StatesOfCommandsTest extends ReplayingFixture {

  @BeforeEach
  void builtInEntities() {
    builtIn("account", "contact", "lead", "opportunity", "opportunityclose", "incident", "task");
  }

  @ParameterizedTest
  @CsvSource({
    "opportunity, name, description, 1, 3, WinOpportunity",
    "opportunity, name, description, 2, 4, LoseOpportunity",
    "incident, title, description, 1, 5, CloseIncident",
    "lead, subject, lastname, 1, 3, QualifyLead"
  })
  void updatesAndCreatesAreRefused(
      String entity, String name, String other, int state, int status, String command) {
    UUID id = UUID.randomUUID();
    apply(create(entity, id, name, "A", other, "B")).body("results[0].outcome", equalTo("applied"));
    UUID made = UUID.randomUUID();

    apply(
            onPresent(update(entity, id, null, "statecode", state, "statuscode", status)),
            alone(create(entity, made, name, "A", other, "B", "statuscode", status)))
        .body("results.failure.code", contains("needs-command", "needs-command"))
        .body("results[0].failure.errors[0].field", equalTo("attributes.statecode"))
        .body("results[0].failure.errors[0].message", containsString(command));

    record(entity, id).body("attributes.statecode", equalTo(0));
    calls.get(org.anna, entity, made).then().statusCode(404);
  }

  @Test
  void withAllElseThatIsWrong() {
    UUID deal = calls.create(org.anna, "opportunity", "name", "Ropes");
    apply(
            onPresent(update("opportunity", deal, null, "statecode", 1, "name", null)),
            alone(create("opportunity", UUID.randomUUID(), "statecode", 1)))
        .body(
            "results[0].failure.errors.code",
            containsInAnyOrder("needs-command", "missing-required"))
        .body(
            "results[1].failure.errors.code",
            containsInAnyOrder("needs-command", "missing-required"));
  }

  @Test
  void whoMayNotSeeTheRecordHearsNothingOfItsState() {
    UUID open = calls.create(org.anna, "opportunity", "name", "Ropes");
    UUID won = calls.create(org.anna, "opportunity", "name", "Tents", "statecode", 1);
    calls.change(org.anna, "opportunity", open, "ownerid", org.moses.toString());
    calls.change(org.anna, "opportunity", won, "ownerid", org.moses.toString());

    apply(
            update("opportunity", open, null, "statecode", 1),
            alone(update("opportunity", won, null, "statecode", 1)))
        .body("results.failure.code", contains("privilege-denied", "privilege-denied"));
  }

  @Test
  void whatStaysAsItIsAndOtherStatesAreNoMatterOfCommands() {
    UUID deal = calls.create(org.anna, "opportunity", "name", "Ropes");
    UUID lead = calls.create(org.anna, "lead", "subject", "Ropes", "lastname", "B");
    UUID incident = calls.create(org.anna, "incident", "title", "Zip");
    apply(
            command("WinOpportunity", "opportunity", deal),
            update("opportunity", deal, null, "statecode", 1, "name", "Rope"),
            update("opportunity", deal, null, "statecode", 0),
            onPresent(update("lead", lead, null, "statecode", 2)),
            onPresent(update("incident", incident, null, "statecode", 2)))
        .body("results.outcome", contains("applied", "applied", "applied", "applied", "applied"));
    record("opportunity", deal).body("attributes.statecode", equalTo(0));
  }

  @Test
  void whoWritesToTheServerMayHaveClosedRecords() {
    UUID deal = calls.create(org.anna, "opportunity", "name", "Ropes", "statecode", 2);
    record("opportunity", deal).body("attributes.statecode", equalTo(2));
  }

  /** Whatever becomes of those before it. */
  private static Map<String, Object> alone(Map<String, Object> action) {
    action.put("dependsOn", List.of());
    return action;
  }
}
