package dev.haversack.profile.entities;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Finding;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Ownership;
import dev.haversack.profile.findings.Findings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RelationshipRulesTest {

  private static final EntityMetadata FIRM = entity("firm");
  private static final EntityMetadata VISIT =
      entity("visit", lookup("firmid", to("firm", "firm_visits")));

  @Test
  void anotherLookupOfTheEntityHasTheName() {
    var next =
        entity(
            "trial",
            lookup("firmid", to("firm", "firm_trials")),
            lookup("visitid", to("visit", "firm_trials")));
    assertEquals(List.of("attributes[1].targets[0].relationship"), findings(next, null));
  }

  @Test
  void anotherTargetOfTheSameLookupHasTheName() {
    var next = entity("trial", lookup("partyid", to("firm", "trials"), to("visit", "trials")));
    assertEquals(List.of("attributes[0].targets[1].relationship"), findings(next, null));
  }

  @Test
  void anotherEntityLeadsToTheSameOneByTheName() {
    var next = entity("trial", lookup("firmid", to("firm", "firm_visits")));
    assertEquals(List.of("attributes[0].targets[0].relationship"), findings(next, null));
  }

  @Test
  void whatDirectionAndEntityTellApartIsFree() {
    var elsewhere = entity("trial", lookup("visitid", to("visit", "firm_visits")));
    assertEquals(List.of(), findings(elsewhere, null));
    var back = entity("firm", lookup("visitid", to("visit", "firm_visits")));
    assertEquals(List.of(), findings(back, FIRM));
  }

  @Test
  void whatWasThereStaysAndIsStillInTheWayOfOthers() {
    var present = entity("trial", lookup("firmid", to("firm", "firm_visits")));
    assertEquals(List.of(), findings(present, present));
    var more =
        entity(
            "trial",
            lookup("otherid", to("firm", "firm_visits")),
            lookup("firmid", to("firm", "firm_visits")));
    assertEquals(List.of("attributes[0].targets[0].relationship"), findings(more, present));
  }

  @Test
  void aNameIsFreeOnceItsLookupIsGone() {
    var present = entity("trial", lookup("firmid", to("firm", "firm_trials")));
    var next = entity("trial", lookup("otherid", to("firm", "firm_trials")));
    assertEquals(List.of(), findings(next, present));
  }

  @Test
  void theServerNamesItsOwnRelationshipsAsItDoes() {
    var next =
        entity(
            "trial",
            lookup("given", to("firm", "firm_visits")),
            lookup("own", to("visit", "firm_visits")));
    assertEquals(List.of("attributes[1].targets[0].relationship"), findings(next, null));
  }

  private static List<String> findings(EntityMetadata next, @Nullable EntityMetadata present) {
    var findings = new Findings();
    var entities = Map.of("firm", FIRM, "visit", VISIT, "trial", next);
    new RelationshipRules(next, present, Set.of("given"), entities, findings).check();
    return findings.all().stream().map(Finding::field).toList();
  }

  private static LookupTarget to(String entity, String relationship) {
    return new LookupTarget(entity, relationship);
  }

  private static Attribute lookup(String name, LookupTarget... targets) {
    return new Attribute(
        name, name, AttributeType.LOOKUP, false, false, null, null, null, null, List.of(targets));
  }

  private static EntityMetadata entity(String name, Attribute... lookups) {
    return new EntityMetadata(
        name,
        name,
        true,
        Ownership.USER,
        "name",
        false,
        List.of(lookups),
        new OfflineSettings(true, null, null));
  }
}
