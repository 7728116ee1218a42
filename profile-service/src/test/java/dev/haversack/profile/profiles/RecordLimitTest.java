package dev.haversack.profile.profiles;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.ProfileSizeRequest;
import dev.haversack.profile.StubDataset;
import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.StubPorts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
@QuarkusTestResource(StubPorts.class)
class RecordLimitTest {

  private static final String PATH = "/profile/v1/profiles/";
  private static final String OPPORTUNITIES =
      "[{\"entity\": \"opportunity\", \"distribution\": \"all\"}]";

  private final StubDataset dataset = StubDataset.get();
  private Tenant tenant;
  private UUID profile;

  @BeforeEach
  void profile() {
    tenant = Tenant.created();
    tenant.enable("opportunity");
    profile = tenant.profile(OPPORTUNITIES);
  }

  @Test
  void whatBringsTooManyRecordsIsNotPublished() {
    UUID anna = tenant.user();
    dataset.tooLarge(tenant.id, anna, 3_000_001);

    tenant
        .badAdmin()
        .post(PATH + profile + "/publish")
        .then()
        .statusCode(422)
        .body("code", equalTo("invalid-profile"))
        .body("errors.field", contains("items"))
        .body("errors.code", contains("too-many-records"))
        .body(
            "errors[0].message",
            equalTo(
                "The organization allows 3000000 records for a user (`profileLimits.recordsPerUser`); with all his profiles, user "
                    + anna
                    + " would have 3000001, and has 5 now. Others may have more; a preview tells."));
    nothingIsPublished();
  }

  @Test
  void datasetServiceIsToldWhoHasItAndWhatIsAllowed() {
    UUID anna = tenant.user();
    UUID team = tenant.team(anna);
    tenant.put(
        PATH + profile + "/assignments",
        "{\"userIds\": [\"%s\"], \"teamIds\": [\"%s\"]}".formatted(anna, team));
    tenant.limits("\"recordsPerUser\": 7");
    int revision =
        tenant.service().get("/profile/v1/configuration-feed").jsonPath().getInt("revision");

    tenant.admin().post(PATH + profile + "/publish").then().statusCode(201);

    ProfileSizeRequest asked = dataset.asked(tenant.id).getFirst();
    assertEquals(profile, asked.profileId());
    assertEquals(7, asked.mostRecords());
    assertEquals(revision, asked.revision());
    assertEquals(List.of(anna), asked.assignments().userIds());
    assertEquals(List.of(team), asked.assignments().teamIds());
    assertEquals("opportunity", asked.items().getFirst().entity());
  }

  @Test
  void anEarlierVersionIsLookedAtAsWell() {
    tenant.admin().post(PATH + profile + "/publish").then().statusCode(201);
    tenant.put(PATH + profile, tenant.profileBody(profile, "Later", "[]"));
    dataset.tooLarge(tenant.id, tenant.user(), 3_000_001);

    tenant
        .badAdmin()
        .post(PATH + profile + "/versions/1/republish")
        .then()
        .statusCode(422)
        .body("errors.code", contains("too-many-records"));

    assertEquals("opportunity", dataset.asked(tenant.id).getLast().items().getFirst().entity());
  }

  /** A role that is missing does not come by waiting. */
  @ParameterizedTest
  @ValueSource(ints = {400, 403})
  void whoRefusesToAnswerIsNotAskedAgain(int status) {
    dataset.fails(tenant.id, status);

    notPublished()
        .body("detail", containsString("status " + status))
        .header("Retry-After", nullValue());
    assertEquals(1, dataset.asked(tenant.id).size());
    nothingIsPublished();
  }

  @Test
  void whoIsBehindIsAskedAgain() {
    dataset.afterTries(tenant.id, 3, () -> {});

    tenant.admin().post(PATH + profile + "/publish").then().statusCode(201);

    assertEquals(4, dataset.asked(tenant.id).size());
  }

  @Test
  void aConnectionThatBreaksIsMadeAgain() {
    dataset.breaks(tenant.id, 2);

    tenant.admin().post(PATH + profile + "/publish").then().statusCode(201);

    assertEquals(3, dataset.asked(tenant.id).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void whoStaysBehindIsNotWaitedForForever(int status) {
    dataset.fails(tenant.id, status);

    notPublished()
        .body("detail", endsWith("It counts sheep."))
        .header("Retry-After", notNullValue());
    assertTrue(dataset.asked(tenant.id).size() > 1);
    nothingIsPublished();
  }

  /** Somebody changes the draft while dataset-service counts: that draft is looked at, too. */
  @Test
  void whatIsPublishedIsWhatWasLookedAt() {
    String later =
        tenant.profileBody(
            profile,
            "Later",
            OPPORTUNITIES.replace("all\"", "organization\", \"ownedByMe\": true"));
    dataset.afterTries(tenant.id, 0, () -> tenant.put(PATH + profile, later));

    tenant
        .admin()
        .post(PATH + profile + "/publish")
        .then()
        .statusCode(201)
        .body("name", equalTo("Later"));

    List<ProfileSizeRequest> asked = dataset.asked(tenant.id);
    assertEquals(2, asked.size());
    assertEquals(Boolean.TRUE, asked.getLast().items().getFirst().ownedByMe());
  }

  @Test
  void whoGetsItMeanwhileIsLookedAtToo() {
    UUID anna = tenant.user();
    dataset.afterTries(
        tenant.id,
        0,
        () ->
            tenant.put(
                PATH + profile + "/assignments",
                "{\"userIds\": [\"%s\"], \"teamIds\": []}".formatted(anna)));

    tenant.admin().post(PATH + profile + "/publish").then().statusCode(201);

    List<ProfileSizeRequest> asked = dataset.asked(tenant.id);
    assertEquals(2, asked.size());
    assertEquals(List.of(anna), asked.getLast().assignments().userIds());
  }

  /** Another profile may bring the same users more: whatever changed, it is asked again, twice. */
  @Test
  void whatElseChangesMeanwhileIsNotWaitedForForever() {
    dataset.each(tenant.id, request -> tenant.user());

    tenant.admin().post(PATH + profile + "/publish").then().statusCode(201);

    assertEquals(3, dataset.asked(tenant.id).size());
  }

  /** However much else goes on beside it. */
  @Test
  void anotherProfileThatIsPublishedMeanwhileIsPartOfWhatIsMeasured() {
    UUID other = tenant.profile(OPPORTUNITIES);
    dataset.each(
        tenant.id,
        request -> {
          if (request.profileId().equals(profile)) {
            tenant.user();
            if (dataset.asked(tenant.id).size() == 3) {
              tenant.admin().post(PATH + other + "/publish").then().statusCode(201);
            }
          }
        });

    tenant.admin().post(PATH + profile + "/publish").then().statusCode(201);

    assertEquals(
        List.of(profile, profile, profile, other, profile),
        dataset.asked(tenant.id).stream().map(ProfileSizeRequest::profileId).toList());
  }

  @Test
  void aDraftThatChangesAllTheTimeIsNotPublished() {
    String body = tenant.profileBody(profile, "Later", OPPORTUNITIES);
    dataset.each(tenant.id, request -> tenant.put(PATH + profile, body));

    notPublished();
    nothingIsPublished();
  }

  @Test
  void whatChangedMeanwhileIsNotWhatIfMatchMeant() {
    String tag = tenant.admin().get(PATH + profile).header("ETag");
    String later = tenant.profileBody(profile, "Later", OPPORTUNITIES);
    dataset.afterTries(tenant.id, 0, () -> tenant.put(PATH + profile, later));

    tenant
        .badAdmin()
        .header("If-Match", tag)
        .post(PATH + profile + "/publish")
        .then()
        .statusCode(412);
    nothingIsPublished();
  }

  private ValidatableResponse notPublished() {
    return tenant
        .badAdmin()
        .post(PATH + profile + "/publish")
        .then()
        .statusCode(503)
        .body("code", equalTo("not-ready"));
  }

  private void nothingIsPublished() {
    tenant.admin().get(PATH + profile + "/versions").then().body("items", empty());
  }
}
