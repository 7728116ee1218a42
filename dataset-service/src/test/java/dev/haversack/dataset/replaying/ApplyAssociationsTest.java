package dev.haversack.dataset.replaying;

import static dev.haversack.dataset.testing.RecordCalls.map;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Ownership;
import dev.haversack.contract.model.Pair;
import dev.haversack.contract.model.Privilege;
import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pairs of many-to-many relationships, made and ended offline; section 7.3 of the facts. */
@QuarkusTest
class ApplyAssociationsTest extends ReplayingFixture {

  private static final String PAIRS = "account_product";

  private UUID account;
  private UUID opportunity;

  @BeforeEach
  void manyToMany() {
    org.entities.add(
        new EntityMetadata(
            PAIRS,
            "Interests",
            true,
            Ownership.NONE,
            "name",
            false,
            List.of(
                new Attribute(
                    "name", "N", AttributeType.STRING, false, false, 100, null, null, null, null),
                lookup("accountid", "account"),
                lookup("opportunityid", "opportunity")),
            new OfflineSettings(true, new AndFilter(List.of()), null),
            null,
            true,
            false));
    role(read(PAIRS), TestOrganization.all("*", Depth.USER));
    account = calls.create(org.anna, "account", "name", "Alpine");
    opportunity = calls.create(org.anna, "opportunity", "name", "Tents");
  }

  @Test
  void theIdIsThatOfEveryLibraryForNameBasedIds() {
    assertEquals(
        UUID.fromString("eff91289-9f49-54fd-a6a0-01c05d38abff"),
        new Pair("a_b", new UUID(0, 1), new UUID(0, 2)).id());
  }

  @Test
  void recordsAreAssociatedAndDisassociated() {
    apply(act("associate")).body("results[0].outcome", equalTo("applied"));
    calls
        .get(org.anna, PAIRS, pair())
        .then()
        .statusCode(200)
        .body("attributes.accountid", equalTo(account.toString()));
    apply(act("disassociate")).body("results[0].outcome", equalTo("applied"));
    calls.get(org.anna, PAIRS, pair()).then().statusCode(404);
  }

  @Test
  void aPairIsThereOnceWhoeverMakesIt() throws Exception {
    List<Callable<String>> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(() ->
          apply(UUID.randomUUID(), org.anna, act("associate"))
              .extract()
              .path("results[0].outcome"));
    }
    together(all).forEach(outcome -> assertEquals("applied", outcome));
    assertEquals(
        1, count("SELECT count(*) FROM record WHERE org_id = ? AND entity = '" + PAIRS + "'"));
    apply(act("disassociate"), act("disassociate"))
        .body("results.outcome", contains("applied", "applied"));
  }

  @Test
  void anotherIdThanThePairsIsRefusedAndTold() {
    Map<String, Object> wrong = act("associate");
    wrong.put("recordId", UUID.randomUUID().toString());
    apply(wrong)
        .body("results[0].failure.code", equalTo("wrong-pair-id"))
        .body("results[0].failure.errors[0].message", containsString(pair().toString()));
    apply(act("associate"));
    Map<String, Object> end = act("disassociate");
    end.put("recordId", UUID.randomUUID().toString());
    apply(end).body("results[0].failure.code", equalTo("wrong-pair-id"));
    calls.get(org.anna, PAIRS, pair()).then().statusCode(200);
  }

  @Test
  void bothRecordsMustBeThereAndOnesOwnToAppendTo() {
    UUID gone = UUID.randomUUID();
    apply(
            action(
                "associate",
                PAIRS,
                new Pair(PAIRS, account, gone).id(),
                "attributes",
                map("accountid", account.toString(), "opportunityid", gone.toString())))
        .body("results[0].failure.errors.code", contains("unknown-reference"));
    apply(
            action(
                "associate",
                PAIRS,
                UUID.randomUUID(),
                "attributes",
                map("accountid", account.toString())))
        .body("results[0].failure.errors.code", contains("missing-required"));

    role(
        read(PAIRS),
        TestOrganization.read("account", Depth.USER),
        TestOrganization.all("opportunity", Depth.USER));
    apply(act("associate"))
        .body("results[0].failure.errors.field", contains("attributes.accountid"))
        .body("results[0].failure.errors.code", contains("privilege-denied"));
    apply(act("disassociate")).body("results[0].failure.errors.code", contains("privilege-denied"));
  }

  @Test
  void whoMayNotAppendCannotEndAPairByAnyWay() {
    apply(act("associate"));
    role(
        read(PAIRS),
        TestOrganization.read("account", Depth.USER),
        TestOrganization.all("opportunity", Depth.USER));
    apply(act("disassociate")).body("results[0].failure.errors.code", contains("privilege-denied"));
    apply(onPresent(delete(PAIRS, pair(), null)))
        .body("results[0].failure.errors.code", contains("privilege-denied"));
    calls.badAs(org.anna).delete(RecordCalls.path(PAIRS) + "/" + pair()).then().statusCode(403);
    calls.get(org.anna, PAIRS, pair()).then().statusCode(200);
  }

  @Test
  void onlineThePairGetsItsIdFromTheServer() {
    UUID made =
        calls.create(
            org.anna,
            PAIRS,
            "accountid",
            account.toString(),
            "opportunityid",
            opportunity.toString());
    assertEquals(pair(), made);
    apply(act("associate")).body("results[0].outcome", equalTo("applied"));
    UUID other = calls.create(org.anna, "account", "name", "Other");
    apply(onPresent(update(PAIRS, made, null, "accountid", other.toString())))
        .body("results[0].outcome", equalTo("failed"));
    calls.as(org.anna).delete(RecordCalls.path(PAIRS) + "/" + pair()).then().statusCode(204);
  }

  @Test
  void halfAPairIsNone() {
    apply(act("associate"));
    for (String operation : List.of("associate", "disassociate")) {
      Map<String, Object> half = act(operation);
      half.put("attributes", map("accountid", account.toString()));
      apply(half)
          .body("results[0].failure.code", equalTo("missing-required"))
          .body("results[0].failure.errors.field", contains("attributes.opportunityid"));
    }
    calls.get(org.anna, PAIRS, pair()).then().statusCode(200);
  }

  @Test
  void onlyPairsAreAssociated() {
    apply(action("associate", "account", account, "attributes", map("name", "Alpine")))
        .body("results[0].failure.code", equalTo("not-many-to-many"));
  }

  private UUID pair() {
    return new Pair(PAIRS, account, opportunity).id();
  }

  private Map<String, Object> act(String operation) {
    return action(
        operation,
        PAIRS,
        pair(),
        "attributes",
        map("accountid", account.toString(), "opportunityid", opportunity.toString()));
  }

  private static Privilege read(String entity) {
    return TestOrganization.read(entity, Depth.ORGANIZATION);
  }

  private static Attribute lookup(String name, String target) {
    return new Attribute(
        name,
        name,
        AttributeType.LOOKUP,
        true,
        false,
        null,
        null,
        null,
        null,
        List.of(new LookupTarget(target, "r_" + name)));
  }
}
