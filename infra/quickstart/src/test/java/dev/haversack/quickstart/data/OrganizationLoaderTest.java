package dev.haversack.quickstart.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.quickstart.client.ApiClient;
import dev.haversack.quickstart.client.Credentials;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrganizationLoaderTest {

  private final OrganizationData demo = DemoData.organization();
  private final List<String> told = new ArrayList<>();
  private FakeServices services;
  private OrganizationLoader loader;

  @BeforeEach
  void start() throws IOException {
    services = new FakeServices(demo.id());
    ApiClient admin = ApiClient.of(services.urls(), Credentials.user("admin", "any"));
    ApiClient service = admin.as(Credentials.service("dataset-service", "any", demo.id()));
    loader = new OrganizationLoader(admin, service, told::add);
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void everythingOfTheOrganizationArrives() {
    loader.load(demo);

    assertEquals(
        Map.of("product", 6L, "account", 10L, "contact", 7L, "opportunity", 17L),
        services.imported());
    demo.users()
        .forEach(user ->
            assertEquals(
                user.userName(),
                services.document("/profile/v1/users/" + user.id()).path("userName").asText()));
    assertTrue(told.contains("opportunity: 17 records loaded"), told::toString);
    assertEquals("No faults in the data.", told.getLast());
  }

  @Test
  void entitiesKeepTheirAttributesAndGoOffline() {
    loader.load(demo);

    var opportunity = services.document("/profile/v1/entities/opportunity");
    assertEquals("name", opportunity.path("attributes").get(0).path("logicalName").asText());
    assertEquals(4, opportunity.path("attributes").size());
    assertTrue(opportunity.path("offline").path("enabled").asBoolean());
    assertEquals(2, opportunity.path("offline").path("organizationFilter").path("or").size());
  }

  @Test
  void loadingAgainChangesNothing() {
    loader.load(demo);
    services.changes.clear();

    loader.load(demo);

    assertEquals(List.of(), services.changes);
  }

  @Test
  void profilesArePublishedAfterTheirUsersExistAndBeforeTheyAreAssigned() {
    loader.load(demo);

    String profile = "/profile/v1/profiles/" + demo.profiles().getFirst().profile().id();
    int draft = services.changes.indexOf("PUT " + profile);
    int published = services.changes.indexOf("POST " + profile + "/publish");
    int assigned = services.changes.indexOf("PUT " + profile + "/assignments");
    int lastUser = services.changes.indexOf("PUT /profile/v1/users/" + demo.users().getLast().id());
    assertTrue(lastUser < draft && draft < published && published < assigned);
  }
}
