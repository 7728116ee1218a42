package dev.haversack.dataset.directory;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.FeedEntry;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.FeedPage;
import dev.haversack.dataset.testing.Blocker;
import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class DirectoryMirrorTest {

  @Inject ConfigurationStore configuration;

  private TestOrganization org;
  private RecordCalls calls;

  @BeforeEach
  void newOrganization() {
    org = new TestOrganization();
    configuration.apply(org.id, org.page());
    calls = new RecordCalls(org);
  }

  @Test
  void usersTeamsAndUnitsAreRecords() {
    calls
        .get(org.eve, "systemuser", org.ivan)
        .then()
        .body("attributes.domainname", equalTo("ivan@haversack.test"))
        .body("attributes.businessunitid", equalTo(org.west.toString()))
        .body("attributes.statecode", equalTo(1));
    calls.get(org.eve, "team", org.helpers).then().body("attributes.teamtype", equalTo(1));
    calls
        .get(org.eve, "businessunit", org.coast)
        .then()
        .body("attributes.parentbusinessunitid", equalTo(org.west.toString()));
  }

  @Test
  void whatStaysAsItIsKeepsItsVersion() {
    long before = calls.version(org.eve, "systemuser", org.anna);
    configuration.apply(org.id, org.page());
    assertEquals(before, calls.version(org.eve, "systemuser", org.anna));
  }

  @Test
  void whoLeavesTheDirectoryLeavesTheRecords() {
    FeedPage last = org.page();
    configuration.apply(org.id, last);
    long next = last.revision() + 1;
    var gone = new FeedEntry(next, FeedKind.USER, org.ivan.toString(), null);
    configuration.apply(org.id, new FeedPage(next, List.of(gone)));
    calls.get(org.eve, "systemuser", org.ivan).then().statusCode(404);
  }

  @Test
  void whoMovesTakesHisRecordsAlong() throws Exception {
    UUID id = calls.create(org.anna, "account", "name", "Acme");
    long before = calls.version(org.anna, "account", id);
    org.users.replaceAll(u ->
        u.id().equals(org.anna)
            ? TestOrganization.user(org.anna, "anna", org.coast, true, org.seller)
            : u);
    configuration.apply(org.id, org.page());
    Blocker.await(() -> calls.version(org.anna, "account", id) > before);
    calls
        .get(org.anna, "account", id)
        .then()
        .body("attributes.owningbusinessunit", equalTo(org.coast.toString()));
  }
}
