package dev.haversack.dataset.sync;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Association;
import dev.haversack.contract.model.AssociationDirection;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.FilterSize;
import dev.haversack.contract.model.HierarchyModel;
import dev.haversack.contract.model.HierarchySecurity;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.ProfileLimits;
import dev.haversack.contract.model.User;
import dev.haversack.dataset.sync.World.Key;
import dev.haversack.testing.Contract;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Explanations and previews as clients see them; that they are right shows {@link HistoryTest}. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class InsightResourceTest {

  private static final String PREVIEW = "/dataset/v1/preview";
  private static final String SIZE = "/dataset/v1/profile-size";

  @Inject ServedSales sales;
  @Inject ServedSales others;
  @Inject DataSource database;

  @BeforeEach
  void organization() throws Exception {
    sales.feed();
    sales.write(1, "Bern");
    sales.writeOf(Sales.MOSES, 2, "Genf");
    sales.drain();
  }

  @Test
  void ownRecordIsTakenByTheDistribution() {
    explain(anna(), 1)
        .statusCode(200)
        .body("inDataset", equalTo(true))
        .body("access", equalTo("owner"))
        .body("ways.kind", contains("distribution"))
        .body("ways.profileName", contains("p"))
        .body("obstacles", empty())
        .body("checkpoint", greaterThan(0))
        .body("since", greaterThan(0));
  }

  @Test
  void whatOneMayNotReadDoesNotExist() {
    explain(anna(false), 2).statusCode(404);
    explain(anna(false), 99).statusCode(404);
    administrator(false).get(path(1) + "?userId=" + UUID.randomUUID()).then().statusCode(404);
  }

  @Test
  void administratorsLearnWhichRightIsMissing() {
    administrator(true)
        .get(path(2) + "?userId=" + Sales.ANNA)
        .then()
        .statusCode(200)
        .body("inDataset", equalTo(false))
        .body("access", equalTo("none"))
        .body("ways.kind", contains("distribution"))
        .body("obstacles.code", contains("not-reached"))
        .body("since", nullValue());
    administrator(true)
        .get(path(99) + "?userId=" + Sales.ANNA)
        .then()
        .statusCode(200)
        .body("obstacles.code", contains("record-not-found"))
        .body("since", nullValue());
  }

  /** Each is named by its code; what is wrong besides is named, too. */
  @Test
  void whatKeepsARecordOutIsNamed() throws Exception {
    sales.world.roles.put(Sales.READER, Sales.role(Depth.NONE));
    obstacles("none", "privilege-missing");

    sales.world.roles.put(Sales.READER, Sales.role(Depth.USER));
    sales.world.enable("account", new OfflineSettings(true, Sales.cityIs("Genf"), null));
    obstacles("owner", "organization-filter");
    sales.world.enable("account", new OfflineSettings(true, null, null));
    obstacles("owner", "no-organization-filter");
    sales.world.enable("account", new OfflineSettings(false, new AndFilter(List.of()), null));
    obstacles("owner", "entity-not-offline");

    sales.world.enable("account", new OfflineSettings(true, new AndFilter(List.of()), null));
    ProfileItem regions =
        new ProfileItem("region", Distribution.ALL, false, false, false, null, null);
    sales.world.publish(Sales.PROFILE, List.of(regions));
    obstacles("owner", "entity-not-in-profile");
    sales.world.publish(
        Sales.PROFILE,
        List.of(new ProfileItem("account", Distribution.RELATED, false, false, false, null, null)));
    obstacles("owner", "related-only");
    sales.world.publish(
        Sales.PROFILE, List.of(Sales.custom(new Condition("gone", Operator.NULL, null, null))));
    obstacles("owner", "item-unusable");

    sales.world.assignments.put(
        Sales.PROFILE, new ProfileAssignments(List.of(Sales.MOSES), List.of()));
    obstacles("owner", "no-profile");
  }

  @Test
  void aManagerLearnsThatHeReachesARecordOfAReport() throws Exception {
    sales.world.hierarchy = new HierarchySecurity(HierarchyModel.MANAGER, 3, 1, true, null);
    User moses = sales.world.users.get(Sales.MOSES);
    sales.world.users.put(
        Sales.MOSES,
        new User(
            moses.id(),
            moses.userName(),
            moses.fullName(),
            moses.businessUnitId(),
            Sales.ANNA,
            null,
            moses.roleIds(),
            true,
            null,
            null));
    sales.feed();
    sales.drain();

    administrator(true)
        .get(path(2) + "?userId=" + Sales.ANNA)
        .then()
        .statusCode(200)
        .body("access", equalTo("hierarchy"))
        .body("inDataset", equalTo(true))
        .body("ways.kind", contains("distribution"));
  }

  /** PostgreSQL does not answer as many columns as a filter may have conditions. */
  @Test
  void eachOfVeryManyConditionsIsJudged() throws Exception {
    Filter one = Sales.cityIs("Genf");
    sales.world.publish(
        Sales.PROFILE,
        List.of(Sales.custom(new OrFilter(Collections.nCopies(FilterSize.MOST_CONDITIONS, one)))));
    sales.feed();
    sales.drain();

    administrator(true)
        .get(path(1) + "?userId=" + Sales.ANNA)
        .then()
        .statusCode(200)
        .body("obstacles.code", contains("distribution"))
        .body("obstacles[0].conditions", hasSize(FilterSize.MOST_CONDITIONS));
  }

  private void obstacles(String access, String code) throws Exception {
    sales.feed();
    sales.drain();
    administrator(true)
        .get(path(1) + "?userId=" + Sales.ANNA)
        .then()
        .statusCode(200)
        .body("inDataset", equalTo(false))
        .body("access", equalTo(access))
        .body("obstacles.code", hasItem(code));
  }

  @Test
  void theSharesThatReachTheUserAreNamed() throws Exception {
    UUID organization = sales.world.organization;
    share(new UUID(9, 2), organization);
    share(new UUID(9, 2), Sales.MOSES);

    explain(anna(), 2)
        .body("access", equalTo("shared"))
        .body("shares.principalId", contains(organization.toString()))
        .body("shares.principalType", contains("organization"))
        .body("shares.inherited", contains(false));
    explain(anna(), 1).body("shares", empty());
  }

  private void share(UUID account, UUID principal) throws Exception {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO record_share (org_id, entity, record_id, principal_id, own_rights, shared_by, shared_at)"
                    + " VALUES (?, 'account', ?, ?, 1, ?, now())")) {
      insert.setObject(1, sales.world.organization);
      insert.setObject(2, account);
      insert.setObject(3, principal);
      insert.setObject(4, Sales.MOSES);
      insert.executeUpdate();
    }
  }

  @Test
  void othersAreNoneOfAUsersBusiness() {
    anna(false).get(path(1) + "?userId=" + Sales.MOSES).then().statusCode(403);
    anna(false).get(path(1) + "?userId=x").then().statusCode(400);
    anna(false).get(path(1) + "?userId=").then().statusCode(400);
    given().filter(Contract.answer()).get(path(1)).then().statusCode(401);
  }

  @Test
  void theConditionThatFailsIsNamed() throws Exception {
    sales.world.publish(Sales.PROFILE, List.of(Sales.custom(Sales.cityIs("Genf"))));
    sales.feed();
    sales.drain();

    explain(anna(), 1)
        .body("inDataset", equalTo(false))
        .body("access", equalTo("owner"))
        .body("ways", empty())
        .body("obstacles.code", contains("distribution"))
        .body("obstacles[0].conditions[0].attribute", equalTo("city"))
        .body("obstacles[0].conditions[0].value", equalTo("Genf"));
  }

  @Test
  void theWayToARelatedRecordIsShown() throws Exception {
    ProfileItem withParents =
        new ProfileItem(
            "account",
            Distribution.CUSTOM,
            false,
            false,
            false,
            Sales.cityIs("Bern"),
            null,
            List.of(new Association("account_parent", AssociationDirection.PARENT)),
            false);
    try (Connection connection = database.getConnection()) {
      var child = Sales.values(1, "Bern").put("parentid", new UUID(9, 3).toString());
      sales.world.write(connection, new Key("account", new UUID(9, 1)), Sales.ANNA, child);
    }
    sales.writeOf(Sales.ANNA, 3, "Genf");
    sales.world.publish(Sales.PROFILE, List.of(withParents));
    sales.feed();
    sales.drain();

    explain(anna(), 3)
        .body("inDataset", equalTo(true))
        .body("ways.kind", contains("related"))
        .body("ways[0].path.id", contains(new UUID(9, 1).toString(), new UUID(9, 3).toString()))
        .body("ways[0].path[0].lookup", equalTo("parentid"))
        .body("obstacles.code", contains("distribution"));
  }

  /** The slicer of the service runs as well: now and then it is faster than the question. */
  @Test
  void whatWaitsIsSaid() throws Exception {
    int number = 4;
    ValidatableResponse waiting;
    do {
      sales.writeOnly(number, "Bern");
      waiting = explain(anna(), number);
    } while (waiting.extract().<Boolean>path("inDataset") && ++number < 50);

    waiting
        .body("inDataset", equalTo(false))
        .body("ways.kind", contains("distribution"))
        .body("obstacles.code", hasItem("not-yet"));
  }

  @Test
  void aPreviewShowsWhatWouldBe() throws Exception {
    sales.write(5, "Genf");

    administrator(true)
        .body(draft(Map.of("attribute", "city", "operator", "eq", "value", "Genf")))
        .post(PREVIEW)
        .then()
        .statusCode(200)
        .body("users.userId", contains(Sales.ANNA.toString()))
        .body("users[0].now.records", equalTo(2))
        .body("users[0].after.records", equalTo(1))
        .body("users[0].entities[0].entity", equalTo("account"))
        .body("users[0].entities[0].leave", equalTo(1))
        .body("users[0].entities[0].leaving", contains(new UUID(9, 1).toString()))
        .body("users[0].entities[0].enter", equalTo(0))
        .body("users[0].entities[0].after.bytes", greaterThan(100))
        .body("users[0].overLimit", equalTo(false));
    explain(anna(), 1).body("inDataset", equalTo(true));
  }

  @Test
  void aPreviewTellsWhoWouldHaveTooMany() throws Exception {
    sales.world.limits = new ProfileLimits(null, null, null, null, null, null, null, 1L);
    sales.feed();
    sales.write(5, "Genf");

    administrator(true)
        .body(draft(Map.of("attribute", "city", "operator", "not-null")))
        .post(PREVIEW)
        .then()
        .statusCode(200)
        .body("users[0].after.records", equalTo(2))
        .body("users[0].overLimit", equalTo(true));
  }

  @Test
  void aNewProfileIsPreviewedForWhoHasNoneYet() {
    Map<String, Object> request =
        Map.of(
            "profileId", UUID.randomUUID(),
            "userIds", List.of(Sales.MOSES),
            "items", List.of(Map.of("entity", "account", "distribution", "all")),
            "listed", 0);
    sales.world.assignments.clear();
    sales.world.profiles.clear();

    administrator(true)
        .body(request)
        .post(PREVIEW)
        .then()
        .statusCode(200)
        .body("users[0].after.records", equalTo(1))
        .body("users[0].entities[0].entering", empty());
  }

  @Test
  void badPreviewsAreRefused() {
    administrator(false)
        .body(Map.of("profileId", Sales.PROFILE, "items", List.of(), "userIds", List.of()))
        .post(PREVIEW)
        .then()
        .statusCode(400);
    administrator(false)
        .body(
            Map.of(
                "profileId",
                Sales.PROFILE,
                "items",
                List.of(),
                "userIds",
                List.of(UUID.randomUUID())))
        .post(PREVIEW)
        .then()
        .statusCode(404);
    String deep = "{\"attribute\": \"city\", \"operator\": \"null\"}";
    for (int i = 0; i < 21; i++) {
      deep = (i % 2 == 0 ? "{\"and\": [" : "{\"or\": [") + deep + "]}";
    }
    administrator(false)
        .body(
            """
            {"profileId": "%s", "userIds": ["%s"],
             "items": [{"entity": "account", "distribution": "custom", "filter": %s}]}
            """
                .formatted(Sales.PROFILE, Sales.ANNA, deep))
        .post(PREVIEW)
        .then()
        .statusCode(422)
        .body("code", equalTo("invalid-filter"));
    anna(false)
        .body(draft(Map.of("attribute", "city", "operator", "null")))
        .post(PREVIEW)
        .then()
        .statusCode(403);
  }

  @Test
  void whoHasFewerRecordsThanAreAllowedHasNotTooMany() {
    size(2, Sales.ANNA, Sales.MOSES).statusCode(200).body("tooLarge", nullValue());
    size(Long.MAX_VALUE, Sales.ANNA).statusCode(200).body("tooLarge", nullValue());
  }

  @Test
  void otherOrganizationsDoNotCount() throws Exception {
    others.feed();
    others.write(1, "Bern");
    others.write(2, "Bern");
    others.write(3, "Bern");

    size(2, Sales.ANNA).statusCode(200).body("tooLarge", nullValue());
    sales.write(5, "Genf");
    size(2, Sales.ANNA).statusCode(200).body("tooLarge", nullValue());
  }

  @Test
  void whoWouldHaveTooManyIsFound() throws Exception {
    sales.write(5, "Genf");
    sales.write(6, "Bern");

    size(2, Sales.MOSES).statusCode(200).body("tooLarge", nullValue());
    size(2, Sales.ANNA, Sales.MOSES)
        .statusCode(200)
        .body("tooLarge.userId", equalTo(Sales.ANNA.toString()))
        .body("tooLarge.records", equalTo(3))
        .body("tooLarge.now", equalTo(3));
    size(2).statusCode(200).body("tooLarge", nullValue());
  }

  @Test
  void aConfigurationThatHasNotArrivedIsWaitedFor() throws Exception {
    sales.write(5, "Genf");

    service(false)
        .body(size(1, 1_000_000, Sales.ANNA))
        .post(SIZE)
        .then()
        .statusCode(503)
        .header("Retry-After", equalTo("1"))
        .body("code", equalTo("not-ready"));
  }

  @Test
  void onlyServicesAskForSizes() {
    administrator(false).body(size(1, 1, Sales.ANNA)).post(SIZE).then().statusCode(403);
    anna(false).body(size(1, 1, Sales.ANNA)).post(SIZE).then().statusCode(403);
    service(false).body(size(0, 1, Sales.ANNA)).post(SIZE).then().statusCode(400);
  }

  private ValidatableResponse size(long mostRecords, UUID... users) {
    return service(true).body(size(mostRecords, 1, users)).post(SIZE).then();
  }

  private static Map<String, Object> size(long mostRecords, long revision, UUID... users) {
    return Map.of(
        "profileId",
        Sales.PROFILE,
        "revision",
        revision,
        "mostRecords",
        mostRecords,
        "assignments",
        Map.of("userIds", List.of(users), "teamIds", List.of()),
        "items",
        List.of(Map.of("entity", "account", "distribution", "all")));
  }

  private RequestSpecification service(boolean good) {
    return caller(Tokens.service(), good)
        .header("Haversack-Organization", sales.world.organization);
  }

  private static Map<String, Object> draft(Map<String, Object> filter) {
    return Map.of(
        "profileId",
        Sales.PROFILE,
        "userIds",
        List.of(Sales.ANNA),
        "items",
        List.of(Map.of("entity", "account", "distribution", "custom", "filter", filter)));
  }

  private static String path(int number) {
    return "/dataset/v1/records/account/" + new UUID(9, number) + "/explanation";
  }

  private ValidatableResponse explain(RequestSpecification caller, int number) {
    return caller.get(path(number)).then();
  }

  private RequestSpecification anna() {
    return anna(true);
  }

  private RequestSpecification anna(boolean good) {
    return caller(Tokens.user(sales.world.organization, Sales.ANNA), good);
  }

  private RequestSpecification administrator(boolean good) {
    return caller(Tokens.admin(sales.world.organization, Sales.MOSES), good);
  }

  private static RequestSpecification caller(String token, boolean good) {
    return given()
        .filter(good ? Contract.requestAndAnswer() : Contract.answer())
        .auth()
        .oauth2(token)
        .contentType("application/json");
  }
}
