package dev.haversack.dataset.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.FeedEntry;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.FeedPage;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.User;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one change of the configuration makes new in the model, and what is kept. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class OrganizationModelsTest {

  @Inject ConfigurationStore configuration;
  @Inject OrganizationModels models;
  @Inject ObjectMapper json;

  private TestOrganization org;
  private OrganizationModel before;

  @BeforeEach
  void newOrganization() {
    org = new TestOrganization();
    configuration.apply(org.id, org.page());
    before = models.get(org.id);
  }

  @Test
  void aTeamThatChangesLeavesUsersAsTheyWere() {
    Team team = before.directory().team(org.helpers).orElseThrow();
    UUID joins = org.ivan;
    var changed = (ObjectNode) json.valueToTree(team);
    changed.putArray("memberIds").add(joins.toString());

    OrganizationModel after = apply(FeedKind.TEAM, team.id(), changed);

    assertEquals(List.of(joins), after.directory().team(team.id()).orElseThrow().memberIds());
    assertSame(user(before, org.anna), user(after, org.anna));
    assertNotSame(team, after.directory().team(team.id()).orElseThrow());
  }

  @Test
  void aUserThatChangesIsNew() {
    var changed = (ObjectNode) json.valueToTree(user(before, org.anna));
    changed.put("fullName", "Anna the Second");

    OrganizationModel after = apply(FeedKind.USER, org.anna, changed);

    assertEquals("Anna the Second", user(after, org.anna).fullName());
  }

  @Test
  void aTeamThatIsDeletedIsGone() {
    OrganizationModel after = apply(FeedKind.TEAM, org.helpers, null);

    assertFalse(after.directory().team(org.helpers).isPresent());
    assertSame(user(before, org.anna), user(after, org.anna));
  }

  private static User user(OrganizationModel model, UUID id) {
    return model.directory().user(id).orElseThrow();
  }

  private OrganizationModel apply(FeedKind kind, UUID id, @Nullable JsonNode payload) {
    long revision = before.revision() + 1;
    configuration.apply(
        org.id,
        new FeedPage(revision, List.of(new FeedEntry(revision, kind, id.toString(), payload))));
    return models.get(org.id);
  }
}
