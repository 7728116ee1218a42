package dev.haversack.dataset.records;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.FeedEntry;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.FeedPage;
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
class MetadataChangesTest {

  @Inject ConfigurationStore configuration;
  @Inject MetadataSweeper sweeper;

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
    org.page();
    configuration.apply(org.id, org.page());

    calls.get(org.anna, "account", id).then().statusCode(404);
  }

  @Test
  void whatComesBackBeforeTheRecordsAreSweptIsEmpty() {
    UUID id = calls.create(org.anna, "account", "name", "Acme", "telephone1", "+41");
    List<EntityMetadata> before = List.copyOf(org.entities);
    FeedPage removed;
    org.entities.replaceAll(e -> e.logicalName().equals("account") ? without(e, "telephone1") : e);
    removed = org.page();
    org.entities.clear();
    org.entities.addAll(before);
    FeedPage back = org.page();

    configuration.apply(org.id, removed);
    configuration.apply(org.id, back);

    sweeper.drain(org.id);
    calls
        .get(org.anna, "account", id)
        .then()
        .body("attributes.name", equalTo("Acme"))
        .body("attributes.telephone1", nullValue());
  }

  @Test
  void aWriteBeforeTheRecordsAreSweptTakesNothingAlong() {
    UUID id = calls.create(org.anna, "account", "name", "Acme", "telephone1", "+41");
    org.entities.replaceAll(e -> e.logicalName().equals("account") ? without(e, "telephone1") : e);
    configuration.apply(org.id, org.page());

    calls.change(org.anna, "account", id, "name", "Acme Ltd");

    sweeper.drain(org.id);
    calls.get(org.anna, "account", id).then().body("attributes.telephone1", nullValue());
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
