package dev.haversack.dataset.replaying;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Actions of one local transaction take effect together, or none of them does. */
@QuarkusTest
class ApplyTransactionsTest extends ReplayingFixture {

  private final UUID transaction = UUID.randomUUID();
  private final UUID account = UUID.randomUUID();
  private final UUID opportunity = UUID.randomUUID();

  @Test
  void aWholeTransactionIsApplied() {
    apply(together(makeAccount()), together(makeOpportunity()))
        .body("results.outcome", contains("applied", "applied"));
  }

  @Test
  void oneFailureWithdrawsTheOthersOfTheTransaction() {
    UUID before = UUID.randomUUID();
    UUID after = UUID.randomUUID();
    apply(
            create("account", before, "name", "Before"),
            together(makeAccount()),
            together(action("follow", "account", before)),
            together(makeOpportunity()),
            together(update("opportunity", opportunity, null, "estimatedvalue", -1)),
            together(create("account", UUID.randomUUID(), "name", "Last")),
            create("account", after, "name", "After"))
        .body(
            "results.outcome",
            contains(
                "applied", "withdrawn", "withdrawn", "withdrawn", "failed", "withdrawn", "skipped"))
        .body("results[4].failure.code", equalTo("out-of-range"));
    calls.get(org.anna, "account", before).then().statusCode(200);
    calls.get(org.anna, "account", account).then().statusCode(404);
    calls.get(org.anna, "opportunity", opportunity).then().statusCode(404);
    calls.get(org.anna, "account", after).then().statusCode(404);
    assertEquals(2, count("SELECT count(*) FROM applied_action WHERE org_id = ?"));
    assertEquals(0, count("SELECT count(*) FROM record_follow WHERE org_id = ?"));
    assertEquals(1, count("SELECT count(*) FROM record WHERE org_id = ? AND entity = 'account'"));
  }

  @Test
  void whatDoesNotDependOnAFailureGoesOnAndWhatDoesIsSkipped() {
    UUID free = UUID.randomUUID();
    Map<String, Object> bad = create("account", account, "name", "X", "no", 1);
    Map<String, Object> dependent = makeOpportunity();
    dependent.put("dependsOn", List.of(bad.get("actionId")));
    Map<String, Object> chained = update("opportunity", opportunity, null, "name", "Y");
    chained.put("dependsOn", List.of(dependent.get("actionId")));
    Map<String, Object> others = create("account", free, "name", "Free");
    others.put("dependsOn", List.of());
    Map<String, Object> onAll = create("account", UUID.randomUUID(), "name", "Old caller");

    apply(bad, dependent, chained, others, onAll)
        .body("results.outcome", contains("failed", "skipped", "skipped", "applied", "skipped"));
    calls.get(org.anna, "account", free).then().statusCode(200);
    calls.get(org.anna, "opportunity", opportunity).then().statusCode(404);
    // Again, as after a lost answer: nothing is decided twice.
    apply(bad, dependent, chained, others, onAll)
        .body("results.outcome", contains("failed", "skipped", "skipped", "applied", "skipped"));
    assertEquals(2, count("SELECT count(*) FROM applied_action WHERE org_id = ?"));
  }

  @Test
  void aTransactionOfWhichOneActionIsSkippedIsSkippedAsAWhole() {
    Map<String, Object> bad = create("account", account, "name", "X", "no", 1);
    Map<String, Object> first = together(create("account", UUID.randomUUID(), "name", "First"));
    first.put("dependsOn", List.of());
    Map<String, Object> second = together(makeOpportunity());
    second.put("dependsOn", List.of(bad.get("actionId")));

    apply(bad, first, second).body("results.outcome", contains("failed", "skipped", "skipped"));
    assertEquals(0, count("SELECT count(*) FROM record WHERE org_id = ? AND entity = 'account'"));
  }

  @Test
  void aRepetitionIsAnsweredAsBeforeAndAppliesNothing() {
    Object[] actions = {
      together(makeAccount()),
      together(makeOpportunity()),
      together(update("opportunity", opportunity, null, "estimatedvalue", -1))
    };
    List<Object> first = apply(actions).extract().path("results");
    List<Object> second = apply(actions).extract().path("results");
    assertEquals(first, second);
    calls.get(org.anna, "account", account).then().statusCode(404);
  }

  @Test
  void oncePutRightItIsAppliedAsAWhole() {
    Map<String, Object> make = together(makeAccount());
    Map<String, Object> bad = together(create("opportunity", opportunity, "name", "X", "no", 1));
    apply(make, bad).body("results.outcome", contains("withdrawn", "failed"));
    bad.put("attempt", 2);
    bad.put("attributes", Map.of("name", "X"));
    apply(make, bad).body("results.outcome", contains("applied", "applied"));
    calls.get(org.anna, "account", account).then().statusCode(200);
  }

  @Test
  void whatIsLeftOfATransactionIsOneStill() {
    Map<String, Object> make = together(makeAccount());
    Map<String, Object> bad = together(create("opportunity", opportunity, "name", "X", "no", 1));
    apply(make, bad).body("results.outcome", contains("withdrawn", "failed"));
    apply(make).body("results.outcome", contains("applied"));
    apply(make, bad).body("results.outcome", contains("applied", "failed"));
    calls.get(org.anna, "account", account).then().statusCode(200);
  }

  @Test
  void twoTransactionsAreApart() {
    Map<String, Object> bad = create("opportunity", opportunity, "name", "X", "no", 1);
    bad.put("transactionId", UUID.randomUUID().toString());
    apply(together(makeAccount()), bad)
        .body("results", hasSize(2))
        .body("results.outcome", contains("applied", "failed"));
  }

  private Map<String, Object> makeAccount() {
    return create("account", account, "name", "Alpine Outfitters");
  }

  private Map<String, Object> makeOpportunity() {
    return create(
        "opportunity", opportunity, "name", "Forty tents", "accountid", account.toString());
  }

  private Map<String, Object> together(Map<String, Object> action) {
    action.put("transactionId", transaction.toString());
    return action;
  }
}
