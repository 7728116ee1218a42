package dev.haversack.profile.entities;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Ownership;
import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Organizations of before get the built-in entities of this version; their own things stay. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class BuiltInUpgradeTest {

  private static final String ENTITIES = "/profile/v1/entities/";

  @Inject Entities entities;

  private Tenant tenant;

  /** As an earlier version made it: no fax, and tasks that do not say that they are activities. */
  @BeforeEach
  void organizationOfBefore() {
    tenant = Tenant.created();
    QuarkusTransaction.requiringNew()
        .run(() -> {
          row("fax").delete();
          EntityRow task = row("task");
          task.metadata = ofBefore(task.metadata);
        });
  }

  @Test
  void whatIsMissingIsAddedOnce() {
    tenant.enable("task");
    tenant.admin().get(ENTITIES).then().body("items", hasSize(20));

    assertEquals(2, entities.addMissing(tenant.id));
    assertEquals(0, entities.addMissing(tenant.id));

    tenant.admin().get(ENTITIES + "fax").then().statusCode(200).body("activity", equalTo(true));
    tenant
        .admin()
        .get(ENTITIES + "task")
        .then()
        .body("activity", equalTo(true))
        .body("attributes.logicalName", hasItems("subject", "regardingobjectid", "statecode"))
        .body("offline.enabled", equalTo(true));
  }

  @Test
  void anEntityOfTheOrganizationStaysItsOwn() {
    String own =
        """
        {"logicalName": "fax", "displayName": "%s", "ownership": "user", "primaryNameAttribute": "name",
         "attributes": [{"logicalName": "name", "displayName": "Name", "type": "string"}], "offline": {"enabled": false}}
        """;
    QuarkusTransaction.requiringNew()
        .run(() -> {
          EntityRow fax = new EntityRow();
          fax.orgId = tenant.id;
          fax.logicalName = "fax";
          fax.metadata =
              new EntityMetadata(
                  "fax",
                  "Our fax",
                  true,
                  Ownership.USER,
                  "name",
                  false,
                  List.of(named("name")),
                  new OfflineSettings(false, null, null));
          fax.persist();
        });

    assertEquals(1, entities.addMissing(tenant.id));

    tenant.put(ENTITIES + "fax", own.formatted("Our old fax"));
    tenant
        .admin()
        .get(ENTITIES + "fax")
        .then()
        .body("custom", equalTo(true))
        .body("displayName", equalTo("Our old fax"))
        .body("attributes.logicalName", not(hasItem("regardingobjectid")));
  }

  @Test
  void anAttributeOfTheOrganizationStaysItsOwn() {
    QuarkusTransaction.requiringNew()
        .run(() -> {
          EntityRow lead = row("lead");
          List<Attribute> attributes =
              lead.metadata.attributes().stream()
                  .map(a -> a.logicalName().equals("campaignid") ? named("campaignid") : a)
                  .toList();
          lead.metadata = lead.metadata.withAttributes(attributes);
        });
    entities.addMissing(tenant.id);

    String stored = tenant.admin().get(ENTITIES + "lead").body().asString();
    tenant.admin().body(stored).put(ENTITIES + "lead").then().statusCode(200);
    tenant
        .admin()
        .get(ENTITIES + "lead")
        .then()
        .body("attributes.find {it.logicalName == 'campaignid'}.type", equalTo("string"));
    tenant
        .badAdmin()
        .body(stored.replace("\"displayName\":\"Topic\"", "\"displayName\":\"Other\""))
        .put(ENTITIES + "lead")
        .then()
        .statusCode(422)
        .body("errors.code", contains("built-in-attribute-changed"));
  }

  /** Whoever looked before somebody else's change begins with what that left. */
  @Test
  void whatAnAdministratorChangesMeanwhileStays() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> upgrades = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        upgrades.add(threads.submit(() -> entities.addMissing(tenant.id)));
      }
      tenant.enable("task");
      int added = 0;
      for (Future<Integer> upgrade : upgrades) {
        added += upgrade.get();
      }
      assertEquals(2, added);
    }
    tenant.admin().get(ENTITIES + "task").then().body("offline.enabled", equalTo(true));
    String feed =
        tenant.service().queryParam("limit", 1000).get("/profile/v1/configuration-feed").asString();
    assertTrue(feed.contains("\"id\":\"fax\""), "The feed tells of it");
  }

  private static Attribute named(String name) {
    return new Attribute(
        name, "N", AttributeType.STRING, false, false, 100, null, null, null, null);
  }

  private EntityRow row(String name) {
    return Objects.requireNonNull(EntityRow.of(tenant.id, name));
  }

  private static EntityMetadata ofBefore(EntityMetadata task) {
    return new EntityMetadata(
        task.logicalName(),
        task.displayName(),
        false,
        task.ownership(),
        task.primaryNameAttribute(),
        false,
        task.attributes().stream()
            .filter(a -> !a.logicalName().startsWith("regardingobjectid"))
            .toList(),
        task.offline());
  }
}
