package dev.haversack.profile.entities;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.Choice;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Ownership;
import dev.haversack.profile.findings.Findings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInEntitiesTest {

  private static final BuiltInEntities BUILT_IN = new BuiltInEntities(new ObjectMapper());

  @Test
  void keepTheRulesOfCustomEntities() {
    Set<String> names = BUILT_IN.all().stream().map(EntityMetadata::logicalName).collect(toSet());
    Findings findings = new Findings();

    for (EntityMetadata entity : BUILT_IN.all()) {
      AttributeRules rules = new AttributeRules(names, entity, findings);
      entity
          .attributes()
          .forEach(a -> rules.check(a, entity.logicalName() + "." + a.logicalName()));
    }

    assertEquals(List.of(), findings.all());
    assertEquals(21, names.size());
  }

  @Test
  void haveNoAttributeTwiceAndAUsablePrimaryName() {
    for (EntityMetadata entity : BUILT_IN.all()) {
      Set<String> names = attributes(entity).keySet();

      assertEquals(entity.attributes().size(), names.size(), entity.logicalName());
      assertTrue(names.contains(entity.primaryNameAttribute()), entity.logicalName());
    }
  }

  @Test
  void userOwnedOnesHaveTheCommonAttributesWithRelationshipsOfTheirOwn() {
    Set<String> common =
        Set.of(
            "createdon",
            "createdby",
            "modifiedon",
            "modifiedby",
            "ownerid",
            "owneridtype",
            "owningbusinessunit",
            "statecode",
            "statuscode");

    for (EntityMetadata entity : BUILT_IN.all()) {
      if (entity.ownership() == Ownership.USER) {
        assertTrue(attributes(entity).keySet().containsAll(common), entity.logicalName());
        assertEquals(
            "user_" + entity.logicalName(),
            attributes(entity).get("ownerid").targets().getFirst().relationship());
      }
    }
  }

  @Test
  void lookupsWithSeveralTargetsHaveACompanion() {
    for (EntityMetadata entity : BUILT_IN.all()) {
      for (Attribute attribute : entity.attributes()) {
        if (attribute.targets() != null && attribute.targets().size() > 1) {
          assertTrue(
              attributes(entity).containsKey(attribute.logicalName() + "type"),
              entity.logicalName() + "." + attribute.logicalName());
        }
      }
    }
  }

  /** Section 5.2 of the facts. */
  @ParameterizedTest
  @CsvSource({
    "lead, 0:1 0:2 1:3 2:4 2:5 2:6 2:7",
    "opportunity, 0:1 0:2 1:3 2:4 2:5",
    "incident, 0:1 0:2 0:3 0:4 1:5 1:1000 2:6 2:2000",
    "task, 0:2 0:3 0:4 0:7 1:5 2:6",
    "phonecall, 0:1 1:2 1:4 2:3",
    "appointment, 0:1 0:2 1:3 2:4 3:5 3:6",
    "opportunityclose, 0:1 1:2 2:3",
    "incidentresolution, 0:1 1:2 2:3",
    "account, 0:1 1:2",
    "contact, 0:1 1:2",
    "note, 0:1 1:2",
    "fax, 0:1 1:2 1:3 1:4 2:5",
    "letter, 0:1 0:2 1:3 1:4 2:5",
    "campaign, 0:0 0:1 0:2 0:3 0:4 0:5 1:6",
  })
  void haveTheStatesOfTheProduct(String entity, String expected) {
    List<Choice> status =
        attributes(BUILT_IN.find(entity).orElseThrow()).get("statuscode").choices();

    String actual =
        status.stream().map(c -> c.state() + ":" + c.value()).collect(Collectors.joining(" "));

    assertEquals(expected, actual);
  }

  private static Map<String, Attribute> attributes(EntityMetadata entity) {
    return entity.attributes().stream().collect(Collectors.toMap(Attribute::logicalName, a -> a));
  }
}
