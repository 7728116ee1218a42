package dev.haversack.profile.comparing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Choice;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Ownership;
import dev.haversack.contract.model.ProfileChange;
import dev.haversack.contract.model.ProfileItem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileComparerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EntityMetadata DEAL =
      new EntityMetadata(
          "deal",
          "Deal",
          true,
          Ownership.USER,
          "name",
          false,
          List.of(
              attribute("name", "Name", AttributeType.STRING, null),
              attribute("value", "Value", AttributeType.MONEY, null),
              attribute(
                  "statecode", "State", AttributeType.STATE, List.of(new Choice(0, "Open", null)))),
          new OfflineSettings(true, null, null));

  private static final String ITEM = "{'entity': 'deal', 'distribution': 'custom', 'filter': %s}";
  private static final String OPEN = "{'attribute': 'statecode', 'operator': 'eq', 'value': 0}";
  private static final String GREAT = "{'attribute': 'value', 'operator': 'gt', 'value': 1000}";
  private static final String MINE = "{'attribute': 'ownerid', 'operator': 'eq-userid'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | [{'entity': 'deal', 'distribution': 'all'}] | item-added: Deal is taken now: all records.",
        "[{'entity': 'deal', 'distribution': 'all', 'columns': ['name']}] | [] | item-removed: Deal is not taken any more; before: all records, columns Name.",
        "[{'entity': 'old', 'distribution': 'all'}] | [] | item-removed: old is not taken any more; before: all records.",
        "[{'entity': 'deal', 'distribution': 'organization', 'ownedByMe': true}] | [{'entity': 'deal', 'distribution': 'organization', 'ownedByMe': true, 'ownedByMyTeams': true}] | distribution: Deal is now taken as records of the user or his teams; before: records of the user.",
        "[{'entity': 'deal', 'distribution': 'all'}] | [{'entity': 'deal', 'distribution': 'all', 'columns': ['name']}] | columns: Deal takes only the columns Name; before: all.",
        "[{'entity': 'deal', 'distribution': 'all', 'columns': ['name']}] | [{'entity': 'deal', 'distribution': 'all'}] | columns: Deal takes all columns; before: Name.",
        "[{'entity': 'deal', 'distribution': 'all', 'columns': ['name', 'old']}] | [{'entity': 'deal', 'distribution': 'all', 'columns': ['value', 'name']}] | columns: Deal takes the columns Value too.; columns: Deal does not take the columns old any more.",
        "[{'entity': 'deal', 'distribution': 'all'}] | [{'entity': 'deal', 'distribution': 'all', 'canBeFollowed': true}] | following: Deal is taken as well where users follow it.",
        "[] | [{'entity': 'deal', 'distribution': 'all', 'canBeFollowed': true}] | item-added: Deal is taken now: all records, and what users follow.",
        "[{'entity': 'deal', 'distribution': 'all'}] | [{'entity': 'deal', 'distribution': 'all', 'syncIntervalMinutes': 60}] | sync-interval: Deal is asked for every 60 minutes now; before: every 10.",
        "[{'entity': 'deal', 'distribution': 'related'}] | [{'entity': 'deal', 'distribution': 'related', 'associations': [{'relationship': 'deal_owner', 'direction': 'parent'}]}] | associations: Deal brings along what it points to by deal_owner now.",
        "[{'entity': 'deal', 'distribution': 'related', 'associations': [{'relationship': 'note_deal', 'direction': 'children'}]}] | [{'entity': 'deal', 'distribution': 'all'}] | distribution: Deal is now taken as all records; before: related records only, with what points to it by note_deal.; associations: Deal does not bring along what points to it by note_deal any more.",
        "[{'entity': 'deal', 'distribution': 'all', 'columns': ['name', 'value']}] | [{'entity': 'deal', 'distribution': 'all', 'columns': ['value', 'name']}] | order: Only the order changed in which things are written; that of the items is the one in which devices download.",
        "[{'entity': 'deal', 'distribution': 'all'}, {'entity': 'old', 'distribution': 'all'}] | [{'entity': 'old', 'distribution': 'all'}, {'entity': 'deal', 'distribution': 'all'}] | order: Only the order changed in which things are written; that of the items is the one in which devices download.",
      })
  void itemsInWords(String before, String after, String expected) {
    assertEquals(expected, compare(items(before), items(after)));
  }

  @Test
  void addedAndRemovedConditionsAreNamed() {
    assertEquals(
        "filter: Deal is taken only where Value is greater than 1000, in addition to what the filter asked before.; "
            + "filter: Deal is taken no matter whether State is \"Open\".",
        filters(and(OPEN, MINE), and(MINE, GREAT)));
  }

  @Test
  void alternativesAreNamed() {
    assertEquals(
        "filter: Deal is also taken where (State is \"Open\" and Value is greater than 1000).",
        filters(or(MINE), or(and(OPEN, GREAT), MINE)));
    assertEquals(
        "filter: Deal is not taken any more just because ownerid is the user.",
        filters(or(MINE, OPEN), or(OPEN)));
  }

  @Test
  void otherwiseBothFiltersAreTold() {
    assertEquals(
        "filter: Deal is now taken where (ownerid is the user or State is \"Open\"); before: where State is \"Open\".",
        filters(OPEN, or(MINE, OPEN)));
  }

  @Test
  void orderAndRepetitionOfConditionsMeanNothing() {
    String order =
        "order: Only the order changed in which things are written; that of the items is the one in which devices download.";
    assertEquals(order, filters(and(OPEN, or(MINE, GREAT)), and(or(GREAT, MINE), OPEN, OPEN)));
    assertEquals(order, filters(OPEN, and(OPEN)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'operator': 'last-x-days', 'value': 7 | is in the last 7 days",
        "'operator': 'olderthan-x-months', 'value': 2 | is older than 2 months",
        "'operator': 'this-fiscal-period' | is in this fiscal period",
        "'operator': 'next-week' | is in next week",
        "'operator': 'today' | is today",
        "'operator': 'on-or-after', 'value': '2026-01-31' | is on or after \"2026-01-31\"",
        "'operator': 'in-fiscal-period-and-year', 'values': [4, 2026] | is in fiscal period and year 4, 2026",
        "'operator': 'not-begin-with', 'value': 'x' | does not begin with \"x\"",
        "'operator': 'between', 'values': [1, 2] | is between 1 and 2",
        "'operator': 'gt', 'valueOf': 'value' | is greater than its Value",
        "'operator': 'null' | has no value",
      })
  void operatorsInWords(String operator, String words) {
    assertEquals(
        "filter: Deal is also taken where Name " + words + ".",
        filters(or(), or("{'attribute': 'name', " + operator + "}")));
  }

  @Test
  void nameAndDescription() {
    ProfileContent before = new ProfileContent("Sales", "Old", List.of());
    assertEquals(
        "name: The name changed from \"Sales\" to \"Agents\".; description: The description was removed.",
        compare(before, new ProfileContent("Agents", null, List.of())));
  }

  @Test
  void theSameIsNoChange() {
    ProfileContent content = items("[" + ITEM.formatted(and(OPEN)) + "]");
    assertEquals("", compare(content, content));
  }

  private static String filters(String before, String after) {
    return compare(
        items("[" + ITEM.formatted(before) + "]"), items("[" + ITEM.formatted(after) + "]"));
  }

  private static String and(String... parts) {
    return "{'and': [" + String.join(", ", parts) + "]}";
  }

  private static String or(String... parts) {
    return "{'or': [" + String.join(", ", parts) + "]}";
  }

  private static String compare(ProfileContent before, ProfileContent after) {
    return String.join(
        "; ",
        new ProfileComparer(Map.of("deal", DEAL))
            .compare(before, after).stream().map(ProfileComparerTest::line).toList());
  }

  private static String line(ProfileChange change) {
    return change.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')
        + ": "
        + change.text();
  }

  private static ProfileContent items(String json) {
    try {
      return new ProfileContent(
          "Sales",
          null,
          JSON.readValue(json.replace('\'', '"'), new TypeReference<List<ProfileItem>>() {}));
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  private static Attribute attribute(
      String name, String displayName, AttributeType type, @Nullable List<Choice> choices) {
    return new Attribute(name, displayName, type, false, false, null, null, null, choices, null);
  }
}
