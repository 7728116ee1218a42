package dev.haversack.dataset.records;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.haversack.contract.model.EntityMetadata;
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
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class MetadataChangesTest {

  @Inject ConfigurationStore configuration;
  @Inject MetadataSweeper sweeper;
  @Inject DataSource database;

  private TestOrganization org;
  private RecordCalls calls;

  @BeforeEach
  void newOrganization() {
    org = new TestOrganization();
    configuration.apply(org.id, org.page());
    calls = new RecordCalls(org);
  }

  @Test
  void aRemovedAttributeLeavesTheRecords() {
    UUID id = calls.create(org.anna, "account", "name", "Acme");
    List<EntityMetadata> before = List.copyOf(org.entities);

    org.entities.replaceAll(e -> e.logicalName().equals("account") ? without(e, "name") : e);
    configuration.apply(org.id, org.page());
    sweeper.drain(org.id);
    calls.get(org.anna, "account", id).then().body("attributes.name", nullValue());

    org.entities.clear();
    org.entities.addAll(before);
    configuration.apply(org.id, org.page());
    calls
        .get(org.anna, "account", id)
        .then()
        .body("id", equalTo(id.toString()))
        .body("attributes.name", nullValue());
  }

  @Test
  void aDeletedEntityTakesItsRecordsAlong() {
    UUID id = calls.create(org.anna, "account", "name", "Acme");
    FeedPage last = org.page();
    configuration.apply(org.id, last);
    long next = last.revision() + 1;

    configuration.apply(
        org.id, new FeedPage(next, List.of(new FeedEntry(next, FeedKind.ENTITY, "account", null))));
    sweeper.drain(org.id);
    org.page();
    configuration.apply(org.id, org.page());

    calls.get(org.anna, "account", id).then().statusCode(404);
  }

  @Test
  void whatComesBackWaitsUntilTheRecordsAreSwept() throws Exception {
    UUID id = calls.create(org.anna, "account", "name", "Acme", "telephone1", "+41");
    UUID other = calls.create(org.anna, "contact", "name", "Ann");
    List<EntityMetadata> before = List.copyOf(org.entities);
    try (Blocker blocker = new Blocker(database).lock(org.id, id)) {
      removeTelephone();
      org.entities.clear();
      org.entities.addAll(before);
      FeedPage back = org.page();

      assertTimeoutPreemptively(
          Blocker.LONG,
          () -> assertThrows(NotSweptYetException.class, () -> configuration.apply(org.id, back)));

      calls.change(org.anna, "contact", other, "name", "Anne");
    }
    Blocker.await(() -> sweeps() == 0);
    configuration.apply(org.id, org.page());
    calls
        .get(org.anna, "account", id)
        .then()
        .body("attributes.name", equalTo("Acme"))
        .body("attributes.telephone1", nullValue());
  }

  @Test
  void aNewNameNeedNotWait() throws Exception {
    List<EntityMetadata> all = List.copyOf(org.entities);
    org.entities.replaceAll(e -> e.logicalName().equals("account") ? without(e, "revenue") : e);
    configuration.apply(org.id, org.page());
    UUID id = calls.create(org.anna, "account", "name", "Acme", "telephone1", "+41");
    try (Blocker blocker = new Blocker(database).lock(org.id, id)) {
      removeTelephone();
      org.entities.clear();
      all.forEach(
          e -> org.entities.add(e.logicalName().equals("account") ? without(e, "telephone1") : e));

      configuration.apply(org.id, org.page());

      assertEquals(1, sweeps());
    }
  }

  @Test
  void aWriteBeforeTheRecordsAreSweptTakesNothingAlong() throws Exception {
    UUID id = calls.create(org.anna, "account", "name", "Acme", "telephone1", "+41");
    UUID locked = calls.create(org.anna, "account", "name", "Other", "telephone1", "+41");
    try (Blocker blocker = new Blocker(database).lock(org.id, locked)) {
      removeTelephone();

      calls.change(org.anna, "account", id, "name", "Acme Ltd");

      assertEquals(1, sweeps());
      calls.get(org.anna, "account", id).then().body("attributes.telephone1", nullValue());
    }
    Blocker.await(() -> sweeps() == 0);
    calls.get(org.anna, "account", id).then().body("attributes.telephone1", nullValue());
    calls.get(org.anna, "account", locked).then().body("attributes.telephone1", nullValue());
  }

  @Test
  void whereNoNameLeavesNothingIsSwept() throws Exception {
    UUID id = calls.create(org.anna, "account", "name", "Acme");
    try (Blocker blocker = new Blocker(database).lock(org.id, id)) {
      configuration.apply(org.id, org.page());
      assertEquals(0, sweeps());
    }
  }

  private void removeTelephone() {
    org.entities.replaceAll(e -> e.logicalName().equals("account") ? without(e, "telephone1") : e);
    configuration.apply(org.id, org.page());
  }

  private long sweeps() throws SQLException {
    return Blocker.number(database, "SELECT count(*) FROM record_sweep WHERE org_id = ?", org.id);
  }

  private static EntityMetadata without(EntityMetadata entity, String attribute) {
    return new EntityMetadata(
        entity.logicalName(),
        entity.displayName(),
        entity.custom(),
        entity.ownership(),
        entity.primaryNameAttribute(),
        entity.directory(),
        entity.attributes().stream().filter(a -> !a.logicalName().equals(attribute)).toList(),
        entity.offline());
  }
}
