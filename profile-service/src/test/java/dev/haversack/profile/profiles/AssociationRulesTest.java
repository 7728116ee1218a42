package dev.haversack.profile.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Association;
import dev.haversack.contract.model.AssociationDirection;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Finding;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Ownership;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.ProfileLimits;
import dev.haversack.profile.findings.Findings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssociationRulesTest {

  /** Deals belong to firms, and firms to firms; notes are about deals or firms. */
  private static final Map<String, EntityMetadata> ENTITIES =
      Map.of(
          "deal", entity("deal", lookup("firmid", new LookupTarget("firm", "deal_firm"))),
          "firm", entity("firm", lookup("parentid", new LookupTarget("firm", "firm_parent"))),
          "note",
              entity(
                  "note",
                  lookup(
                      "regardingid",
                      new LookupTarget("deal", "note_deal"),
                      new LookupTarget("firm", "note_firm"))));

  @Test
  void bothDirectionsAndCirclesAreAllowed() {
    assertEquals(
        List.of(),
        findings(
            item("deal", Distribution.ALL, parent("deal_firm"), children("note_deal")),
            item("firm", Distribution.RELATED, parent("firm_parent"), children("deal_firm")),
            item("note", Distribution.RELATED)));
  }

  @Test
  void relationshipMustLeadThatWayFromTheEntity() {
    assertEquals(
        List.of(
            "items[0].associations[0].relationship unknown-relationship 0x80060998",
            "items[0].associations[1].relationship unknown-relationship 0x80060998"),
        findings(
            item("deal", Distribution.ALL, children("deal_firm"), parent("note_deal")),
            item("firm", Distribution.ALL),
            item("note", Distribution.ALL)));
  }

  @Test
  void targetMustBeAnItemOfTheProfile() {
    assertEquals(
        List.of("items[0].associations[0].relationship related-entity-not-in-profile 0x80071142"),
        findings(item("deal", Distribution.ALL, parent("deal_firm"))));
  }

  @Test
  void associationIsThereOnce() {
    assertEquals(
        List.of("items[0].associations[1] association-twice 0x8005F221"),
        findings(
            item("deal", Distribution.ALL, parent("deal_firm"), parent("deal_firm")),
            item("firm", Distribution.RELATED)));
  }

  @Test
  void relatedItemThatNothingLeadsToIsAWarning() {
    assertEquals(
        List.of("items[1].distribution related-without-association 0x80071140"),
        findings(item("deal", Distribution.ALL), item("firm", Distribution.RELATED)));
    assertEquals(
        List.of(
            "items[0].distribution related-without-association 0x80071140",
            "items[1].distribution related-without-association 0x80071140"),
        findings(
            item("deal", Distribution.RELATED, parent("deal_firm")),
            item("firm", Distribution.RELATED, children("deal_firm"))));
  }

  @Test
  void chainThatGoesOverTheLimitIsNamed() {
    ProfileLimits limits = new ProfileLimits(null, null, 2, 1, null, null, null, null);

    List<Finding> findings =
        check(
            limits,
            item("deal", Distribution.ALL, parent("deal_firm")),
            item("firm", Distribution.RELATED, children("note_firm"), children("deal_firm")),
            item("note", Distribution.RELATED));

    assertEquals(
        List.of(
            "items[0].associations",
            "items[0].associations",
            "items[1].associations",
            "items[1].associations"),
        findings.stream().map(Finding::field).toList());
    assertEquals(
        "The organization allows 2 associations that lead on from one item, directly or through others; here are 3. "
            + "Over the limit leads: deal => firm => deal.",
        findings.getFirst().message());
    assertEquals(
        "The organization allows 1 associations to children that lead on from one item, directly or through others; here are 2. "
            + "Over the limit leads: deal => firm => deal.",
        findings.get(1).message());
    assertEquals("0x80071139", findings.getFirst().publishedCode());
  }

  @Test
  void relationshipOfSeveralTargetsLeadsToItsOwn() {
    assertEquals(
        List.of(),
        findings(
            item("note", Distribution.ALL, parent("note_firm")),
            item("firm", Distribution.RELATED)));
  }

  private static List<String> findings(ProfileItem... items) {
    return check(ProfileLimits.DEFAULT, items).stream()
        .map(f -> f.field() + " " + f.code() + " " + f.publishedCode())
        .toList();
  }

  private static List<Finding> check(ProfileLimits limits, ProfileItem... items) {
    Findings findings = new Findings();
    new AssociationRules(List.of(items), ENTITIES, limits, findings).check();
    return findings.all();
  }

  private static ProfileItem item(
      String entity, Distribution distribution, Association... associations) {
    return new ProfileItem(
        entity, distribution, false, false, false, null, null, List.of(associations), false);
  }

  private static Association parent(String relationship) {
    return new Association(relationship, AssociationDirection.PARENT);
  }

  private static Association children(String relationship) {
    return new Association(relationship, AssociationDirection.CHILDREN);
  }

  private static EntityMetadata entity(String name, Attribute lookup) {
    return new EntityMetadata(
        name,
        name,
        true,
        Ownership.USER,
        "name",
        false,
        List.of(lookup),
        new OfflineSettings(true, new AndFilter(List.of()), null));
  }

  private static Attribute lookup(String name, LookupTarget... targets) {
    return new Attribute(
        name, name, AttributeType.LOOKUP, false, false, null, null, null, null, List.of(targets));
  }
}
