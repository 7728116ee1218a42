package dev.haversack.profile.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Ownership;
import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.ProfileLimits;
import dev.haversack.profile.findings.Findings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileRulesTest {

  private static final Map<String, EntityMetadata> ENTITIES =
      Arrays.stream(Ownership.values())
          .map(ProfileRulesTest::entityOwnedBy)
          .collect(Collectors.toMap(EntityMetadata::logicalName, e -> e));

  /** The table of section 2.2 of the facts; an entity here is named after its ownership. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'entity': 'user', 'distribution': 'all' | ",
        "'entity': 'user', 'distribution': 'organization', 'ownedByMe': true | ",
        "'entity': 'user', 'distribution': 'organization', 'ownedByMyTeams': true, 'ownedByMyBusinessUnit': true | ",
        "'entity': 'user', 'distribution': 'custom', 'filter': {'or': []} | ",
        "'entity': 'organization', 'distribution': 'all' | ",
        "'entity': 'organization', 'distribution': 'custom', 'filter': {'and': []} | ",
        "'entity': 'organization', 'distribution': 'organization', 'ownedByMe': true | distribution-not-allowed null, owned-by-me-not-allowed 0x80071136",
        "'entity': 'business', 'distribution': 'all' | ",
        "'entity': 'business', 'distribution': 'organization', 'ownedByMyBusinessUnit': true | ",
        "'entity': 'business', 'distribution': 'organization', 'ownedByMe': true | owned-by-me-not-allowed 0x80071136",
        "'entity': 'business', 'distribution': 'organization', 'ownedByMyTeams': true | owned-by-my-teams-not-allowed 0x80071137",
        "'entity': 'none', 'distribution': 'all' | distribution-not-allowed null",
        "'entity': 'none', 'distribution': 'related' | ",
        "'entity': 'user', 'distribution': 'related' | ",
        "'entity': 'organization', 'distribution': 'related' | ",
        "'entity': 'business', 'distribution': 'related' | ",
        "'entity': 'user', 'distribution': 'related', 'filter': {'and': []} | filter-without-custom null",
        "'entity': 'user', 'distribution': 'related', 'ownedByMe': true | owned-by-without-organization null",
        "'entity': 'none', 'distribution': 'organization', 'ownedByMyBusinessUnit': true | distribution-not-allowed null, owned-by-my-business-unit-not-allowed null",
        "'entity': 'user', 'distribution': 'organization' | owned-by-needed 0x80071138",
        "'entity': 'user', 'distribution': 'all', 'ownedByMe': true | owned-by-without-organization null",
        "'entity': 'user', 'distribution': 'custom' | filter-needed 0x80071118",
        "'entity': 'user', 'distribution': 'all', 'filter': {'and': []} | filter-without-custom null",
        "'entity': 'user', 'distribution': 'all', 'columns': ['name'] | ",
        "'entity': 'user', 'distribution': 'all', 'columns': ['nme', 'name', 'name'] | unknown-attribute null, duplicate null",
        "'entity': 'nothing', 'distribution': 'all' | unknown-entity 0x8006099B",
      })
  void itemsFitTheirEntity(String item, String expected) {
    Findings findings =
        new ProfileRules(ENTITIES, List.of(), ProfileLimits.DEFAULT)
            .check(profile("Sales", "{" + item + "}"));

    assertEquals(
        expected == null ? List.of() : List.of(expected.split(", ")),
        findings.errors().stream().map(f -> f.code() + " " + f.publishedCode()).toList());
  }

  @Test
  void blankNameIsAnErrorAndNoItemsAWarning() {
    Findings findings =
        new ProfileRules(ENTITIES, List.of(), ProfileLimits.DEFAULT).check(profile("  ", ""));

    assertEquals(
        List.of("name-blank", "no-items"), findings.all().stream().map(f -> f.code()).toList());
    assertEquals(1, findings.errors().size());
  }

  @Test
  void entityThatIsNotOfflineIsAnError() {
    EntityMetadata enabled = ENTITIES.get("user");
    EntityMetadata disabled =
        new EntityMetadata(
            "user",
            "U",
            true,
            Ownership.USER,
            "name",
            false,
            enabled.attributes(),
            new OfflineSettings(false, null, null));

    Findings findings =
        new ProfileRules(Map.of("user", disabled), List.of(), ProfileLimits.DEFAULT)
            .check(profile("Sales", "{'entity': 'user', 'distribution': 'all'}"));

    assertEquals(
        List.of("entity-not-offline"), findings.all().stream().map(f -> f.code()).toList());
  }

  private static EntityMetadata entityOwnedBy(Ownership ownership) {
    var name =
        new Attribute("name", "N", AttributeType.STRING, false, false, 100, null, null, null, null);
    return new EntityMetadata(
        ownership.name().toLowerCase(java.util.Locale.ROOT),
        "E",
        true,
        ownership,
        "name",
        false,
        List.of(name),
        new OfflineSettings(true, new AndFilter(List.of()), null));
  }

  private static Profile profile(String name, String items) {
    String json =
        "{\"id\": \"%s\", \"name\": \"%s\", \"items\": [%s]}"
            .formatted(UUID.randomUUID(), name, items.replace('\'', '"'));
    try {
      return new ObjectMapper().readValue(json, Profile.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
