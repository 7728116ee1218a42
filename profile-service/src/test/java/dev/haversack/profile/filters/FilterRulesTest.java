package dev.haversack.profile.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.profile.findings.Findings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterRulesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final EntityMetadata TRIAL =
      read(
          EntityMetadata.class,
          """
          {"logicalName": "trial", "displayName": "Trial", "ownership": "user",
           "primaryNameAttribute": "name", "offline": {"enabled": true},
           "attributes": [
             {"logicalName": "name", "displayName": "N", "type": "string"},
             {"logicalName": "notes", "displayName": "N", "type": "memo"},
             {"logicalName": "size", "displayName": "N", "type": "integer"},
             {"logicalName": "views", "displayName": "N", "type": "bigint"},
             {"logicalName": "price", "displayName": "N", "type": "money"},
             {"logicalName": "done", "displayName": "N", "type": "boolean"},
             {"logicalName": "kind", "displayName": "N", "type": "choice",
              "choices": [{"value": 1, "label": "One"}, {"value": 2, "label": "Two"}]},
             {"logicalName": "tags", "displayName": "N", "type": "multichoice",
              "choices": [{"value": 1, "label": "One"}, {"value": 2, "label": "Two"}]},
             {"logicalName": "parentid", "displayName": "N", "type": "lookup", "targets": [
               {"entity": "trial", "relationship": "p", "hierarchical": true}]},
             {"logicalName": "seen", "displayName": "N", "type": "datetime"},
             {"logicalName": "due", "displayName": "N", "type": "date"},
             {"logicalName": "ref", "displayName": "N", "type": "uniqueidentifier"},
             {"logicalName": "ownerid", "displayName": "N", "type": "owner", "targets": [
               {"entity": "systemuser", "relationship": "u"}, {"entity": "team", "relationship": "t"}]},
             {"logicalName": "approver", "displayName": "N", "type": "lookup", "targets": [
               {"entity": "systemuser", "relationship": "a"}]},
             {"logicalName": "crew", "displayName": "N", "type": "lookup", "targets": [
               {"entity": "team", "relationship": "c"}]},
             {"logicalName": "unit", "displayName": "N", "type": "lookup", "targets": [
               {"entity": "businessunit", "relationship": "b"}]},
             {"logicalName": "accountid", "displayName": "N", "type": "lookup", "targets": [
               {"entity": "account", "relationship": "r"}]}]}
          """);

  private static final EntityMetadata VISIT =
      read(
          EntityMetadata.class,
          """
          {"logicalName": "visit", "displayName": "Visit", "ownership": "user",
           "primaryNameAttribute": "name", "offline": {"enabled": true},
           "attributes": [
             {"logicalName": "name", "displayName": "N", "type": "string"},
             {"logicalName": "hidden", "displayName": "N", "type": "string", "secured": true},
             {"logicalName": "trialid", "displayName": "N", "type": "lookup", "targets": [
               {"entity": "trial", "relationship": "v"}]},
             {"logicalName": "accountid", "displayName": "N", "type": "lookup", "targets": [
               {"entity": "account", "relationship": "va"}]},
             {"logicalName": "guide", "displayName": "N", "type": "lookup", "targets": [
               {"entity": "systemuser", "relationship": "g"}]}]}
          """);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'and': []}",
        "{'or': []}",
        "{'attribute': 'name', 'operator': 'eq', 'value': 'a'}",
        "{'attribute': 'name', 'operator': 'like', 'value': '%a[b-d]'}",
        "{'attribute': 'notes', 'operator': 'not-begin-with', 'value': 'a'}",
        "{'attribute': 'size', 'operator': 'between', 'values': [1, 5]}",
        "{'attribute': 'views', 'operator': 'gt', 'value': 5000000000}",
        "{'attribute': 'price', 'operator': 'le', 'value': 12.5}",
        "{'attribute': 'done', 'operator': 'ne', 'value': true}",
        "{'attribute': 'kind', 'operator': 'in', 'values': [1, 2]}",
        "{'attribute': 'tags', 'operator': 'contain-values', 'values': [1, 2]}",
        "{'attribute': 'tags', 'operator': 'null'}",
        "{'attribute': 'trialid', 'operator': 'eq-or-under', 'value': '6f9619ff-8b86-4d01-b42d-00cf4fc964f1'}",
        "{'attribute': 'trialid', 'operator': 'eq', 'value': '6f9619ff-8b86-4d01-b42d-00cf4fc964f1'}",
        "{'link': {'type': 'not any', 'entity': 'visit', 'from': 'trialid', 'to': 'trialid'}}",
        "{'link': {'type': 'all', 'entity': 'visit', 'from': 'accountid', 'to': 'accountid', 'filter': {'attribute': 'name', 'operator': 'null'}}}",
        "{'link': {'type': 'any', 'entity': 'visit', 'from': 'trialid', 'to': 'trialid', 'filter': {'attribute': 'guide', 'operator': 'eq-userid'}}}",
        "{'link': {'type': 'exists', 'entity': 'trial', 'from': 'trialid', 'to': 'parentid', 'filter': {'link': {'type': 'any', 'entity': 'visit', 'from': 'trialid', 'to': 'trialid'}}}}",
        "{'attribute': 'seen', 'operator': 'ge', 'value': '2026-01-31T08:00:00Z'}",
        "{'attribute': 'seen', 'operator': 'ge', 'value': '2026-01-31T08:00:00+02:00'}",
        "{'attribute': 'due', 'operator': 'not-between', 'values': ['0001-01-01', '9999-12-31']}",
        "{'attribute': 'ref', 'operator': 'null'}",
        "{'attribute': 'ownerid', 'operator': 'eq', 'value': '6f9619ff-8b86-4d01-b42d-00cf4fc964f1'}",
        "{'attribute': 'ownerid', 'operator': 'eq-userid'}",
        "{'attribute': 'approver', 'operator': 'eq-userid'}",
        "{'attribute': 'crew', 'operator': 'eq-userteams'}",
        "{'attribute': 'ownerid', 'operator': 'eq-useroruserteams'}",
        "{'attribute': 'unit', 'operator': 'eq-businessid'}",
        "{'attribute': 'ownerid', 'operator': 'ne-userid'}",
        "{'attribute': 'unit', 'operator': 'ne-businessid'}",
        "{'attribute': 'approver', 'operator': 'eq-useroruserhierarchy'}",
        "{'attribute': 'ownerid', 'operator': 'eq-useroruserhierarchyandteams'}",
        "{'attribute': 'size', 'operator': 'eq-userlanguage'}",
        "{'attribute': 'name', 'operator': 'neq', 'value': 'a'}",
        "{'attribute': 'name', 'operator': 'neq', 'valueOf': 'name'}",
        "{'attribute': 'due', 'operator': 'le', 'valueOf': 'due'}",
        "{'attribute': 'seen', 'operator': 'today'}",
        "{'attribute': 'due', 'operator': 'last-x-days', 'value': 1}",
        "{'attribute': 'due', 'operator': 'next-x-fiscal-periods', 'value': 500000}",
        "{'attribute': 'seen', 'operator': 'olderthan-x-minutes', 'value': 5}",
        "{'attribute': 'seen', 'operator': 'on-or-before', 'value': '2026-01-31'}",
        "{'attribute': 'seen', 'operator': 'in-fiscal-year', 'value': 2026}",
        "{'attribute': 'seen', 'operator': 'in-fiscal-period', 'value': 13}",
        "{'attribute': 'due', 'operator': 'in-or-after-fiscal-period-and-year', 'values': [1, 2026]}",
        "{'and': [{'or': [{'attribute': 'kind', 'operator': 'not-null'}]}]}",
      })
  void goodFiltersHaveNoFindings(String filter) {
    assertEquals(List.of(), findings(filter, CallerConditions.ALLOWED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'attribute': 'nme', 'operator': 'eq', 'value': 1} | f.attribute unknown-attribute",
        "{'attribute': 'name', 'operator': 'gt', 'value': 'a'} | f.operator operator-not-allowed",
        "{'attribute': 'size', 'operator': 'like', 'value': '1%'} | f.operator operator-not-allowed",
        "{'attribute': 'done', 'operator': 'in', 'values': [true]} | f.operator operator-not-allowed",
        "{'attribute': 'kind', 'operator': 'eq', 'value': 7} | f.value unknown-choice",
        "{'attribute': 'kind', 'operator': 'eq', 'value': 'One'} | f.value wrong-type",
        "{'attribute': 'kind', 'operator': 'in', 'values': [1, 9]} | f.values[1] unknown-choice",
        "{'attribute': 'size', 'operator': 'eq', 'value': 5000000000} | f.value wrong-type",
        "{'attribute': 'size', 'operator': 'eq', 'value': 1.5} | f.value wrong-type",
        "{'attribute': 'price', 'operator': 'eq', 'value': '12'} | f.value wrong-type",
        "{'attribute': 'done', 'operator': 'eq', 'value': 1} | f.value wrong-type",
        "{'attribute': 'seen', 'operator': 'ge', 'value': '2026-01-31'} | f.value wrong-type",
        "{'attribute': 'due', 'operator': 'ge', 'value': '2026-02-30'} | f.value wrong-type",
        "{'attribute': 'due', 'operator': 'ge', 'value': '+10000-01-01'} | f.value wrong-type",
        "{'attribute': 'due', 'operator': 'ge', 'value': '0000-01-01'} | f.value wrong-type",
        "{'attribute': 'due', 'operator': 'ge', 'value': '-0001-12-31'} | f.value wrong-type",
        "{'attribute': 'seen', 'operator': 'le', 'value': '+10000-01-01T00:00:00Z'} | f.value wrong-type",
        "{'attribute': 'seen', 'operator': 'le', 'value': '9999-12-31T23:00:00-02:00'} | f.value wrong-type",
        "{'attribute': 'ref', 'operator': 'eq', 'value': '1-1-1-1-1'} | f.value wrong-type",
        "{'attribute': 'name', 'operator': 'eq'} | f.value operand-needed",
        "{'attribute': 'name', 'operator': 'eq', 'value': null} | f.value operand-needed",
        "{'attribute': 'name', 'operator': 'eq', 'values': ['a']} | f.values operand-not-allowed, f.value operand-needed",
        "{'attribute': 'name', 'operator': 'null', 'value': 'a'} | f.value operand-not-allowed",
        "{'attribute': 'name', 'operator': 'in', 'values': []} | f.values operand-needed",
        "{'attribute': 'name', 'operator': 'in', 'values': ['a', null]} | f.values[1] wrong-type",
        "{'attribute': 'size', 'operator': 'between', 'values': [1]} | f.values operand-needed",
        "{'attribute': 'size', 'operator': 'between', 'values': [1, 2, 3]} | f.values operand-needed",
        "{'attribute': 'ownerid', 'operator': 'in', 'values': ['6f9619ff-8b86-4d01-b42d-00cf4fc964f1']} | f.operator owner-takes-one-value",
        "{'attribute': 'accountid', 'operator': 'eq-userid'} | f.operator operator-not-allowed",
        "{'attribute': 'crew', 'operator': 'eq-userid'} | f.operator operator-not-allowed",
        "{'attribute': 'unit', 'operator': 'eq-userteams'} | f.operator operator-not-allowed",
        "{'attribute': 'ownerid', 'operator': 'eq-businessid'} | f.operator operator-not-allowed",
        "{'attribute': 'due', 'operator': 'last-x-hours', 'value': 1} | f.operator operator-not-allowed",
        "{'attribute': 'due', 'operator': 'olderthan-x-minutes', 'value': 1} | f.operator operator-not-allowed",
        "{'attribute': 'name', 'operator': 'today'} | f.operator operator-not-allowed",
        "{'attribute': 'due', 'operator': 'today', 'value': 1} | f.value operand-not-allowed",
        "{'attribute': 'due', 'operator': 'last-x-days'} | f.value operand-needed",
        "{'attribute': 'due', 'operator': 'last-x-days', 'value': 0} | f.value out-of-range",
        "{'attribute': 'due', 'operator': 'last-x-days', 'value': 500001} | f.value out-of-range",
        "{'attribute': 'due', 'operator': 'last-x-days', 'value': 99999999999} | f.value out-of-range",
        "{'attribute': 'due', 'operator': 'last-x-days', 'value': '7'} | f.value wrong-type",
        "{'attribute': 'due', 'operator': 'last-x-days', 'value': 1, 'values': [1]} | f.values operand-not-allowed",
        "{'attribute': 'seen', 'operator': 'on', 'value': '2026-01-31T08:00:00Z'} | f.value wrong-type",
        "{'attribute': 'seen', 'operator': 'in-fiscal-year', 'value': 0} | f.value out-of-range",
        "{'attribute': 'seen', 'operator': 'in-fiscal-period', 'value': 14} | f.value out-of-range",
        "{'attribute': 'due', 'operator': 'in-fiscal-period-and-year', 'values': [1]} | f.values operand-needed",
        "{'attribute': 'due', 'operator': 'in-fiscal-period-and-year', 'values': [2026, 1]} | f.values[0] out-of-range",
        "{'attribute': 'due', 'operator': 'in-fiscal-period-and-year', 'value': 1, 'values': [1, 1]} | f.value operand-not-allowed",
        "{'attribute': 'due', 'operator': 'lt', 'valueOf': 'seen'} | f.valueOf wrong-type",
        "{'attribute': 'due', 'operator': 'lt', 'valueOf': 'nil'} | f.valueOf unknown-attribute",
        "{'attribute': 'due', 'operator': 'today', 'valueOf': 'due'} | f.valueOf operand-not-allowed",
        "{'attribute': 'name', 'operator': 'eq', 'value': 'a', 'valueOf': 'name'} | f.value operand-not-allowed",
        "{'attribute': 'name', 'operator': 'eq-userlanguage'} | f.operator operator-not-allowed",
        "{'attribute': 'tags', 'operator': 'eq', 'value': 1} | f.operator operator-not-allowed",
        "{'attribute': 'tags', 'operator': 'contain-values', 'values': [1, 3]} | f.values[1] unknown-choice",
        "{'attribute': 'kind', 'operator': 'contain-values', 'values': [1]} | f.operator operator-not-allowed",
        "{'attribute': 'parentid', 'operator': 'under', 'value': '6f9619ff-8b86-4d01-b42d-00cf4fc964f1'} | f.operator not-hierarchical",
        "{'attribute': 'trialid', 'operator': 'above', 'value': 'x'} | f.value wrong-type",
        "{'link': {'type': 'any', 'entity': 'nothing', 'from': 'a', 'to': 'b'}} | f.link.entity unknown-entity",
        "{'link': {'type': 'any', 'entity': 'visit', 'from': 'a', 'to': 'b'}} | f.link.from unknown-attribute, f.link.to unknown-attribute",
        "{'link': {'type': 'any', 'entity': 'visit', 'from': 'hidden', 'to': 'trialid'}} | f.link.from secured-attribute, f.link.from link-does-not-fit",
        "{'link': {'type': 'any', 'entity': 'visit', 'from': 'guide', 'to': 'trialid'}} | f.link.from link-does-not-fit",
        "{'link': {'type': 'any', 'entity': 'trial', 'from': 'trialid', 'to': 'trialid'}} | f.link.from link-does-not-fit",
        "{'link': {'type': 'any', 'entity': 'visit', 'from': 'trialid', 'to': 'trialid', 'filter': {'attribute': 'kind', 'operator': 'null'}}} | f.link.filter.attribute unknown-attribute",
        "{'link': {'type': 'any', 'entity': 'visit', 'from': 'trialid', 'to': 'trialid', 'filter': {'or': [{'attribute': 'hidden', 'operator': 'null'}]}}} | f.link.filter.or[0].attribute secured-attribute",
        "{'link': {'type': 'any', 'entity': 'visit', 'from': 'trialid', 'to': 'trialid', 'filter': {'attribute': 'visitid', 'operator': 'under', 'value': '6f9619ff-8b86-4d01-b42d-00cf4fc964f1'}}} | f.link.filter.operator not-hierarchical",
        "{'link': {'type': 'not any', 'entity': 'visit', 'from': 'trialid', 'to': 'trialid', 'filter': {'attribute': 'guide', 'operator': 'eq-userid'}}} | f.link.filter.operator caller-condition-not-allowed",
        "{'attribute': 'crew', 'operator': 'ne-userid'} | f.operator operator-not-allowed",
        "{'attribute': 'name', 'operator': 'eq-userid'} | f.operator operator-not-allowed",
      })
  void everyFaultIsFoundAtItsPlace(String filter, String expected) {
    assertEquals(List.of(expected.split(", ")), findings(filter, CallerConditions.ALLOWED));
  }

  @Test
  void allFindingsOfATreeComeAtOnce() {
    String filter =
        """
        {'and': [{'attribute': 'nme', 'operator': 'null'},
                 {'or': [{'attribute': 'kind', 'operator': 'eq', 'value': 7},
                         {'attribute': 'name', 'operator': 'null'}]}]}
        """;

    List<String> found = findings(filter, CallerConditions.ALLOWED);

    assertEquals(
        List.of("f.and[0].attribute unknown-attribute", "f.and[1].or[0].value unknown-choice"),
        found);
  }

  @Test
  void organizationFiltersCannotLookAtTheCaller() {
    String filter = "{'attribute': 'ownerid', 'operator': 'eq-userid'}";

    assertEquals(
        List.of("f.operator caller-condition-not-allowed"),
        findings(filter, CallerConditions.REFUSED));
  }

  @Test
  void linksDoNotHelpOrganizationFilters() {
    String filter =
        "{'link': {'type': 'any', 'entity': 'visit', 'from': 'trialid', 'to': 'trialid', 'filter': {'attribute': 'guide', 'operator': 'eq-userid'}}}";

    assertEquals(
        List.of("f.link.filter.operator caller-condition-not-allowed"),
        findings(filter, CallerConditions.REFUSED));
  }

  @Test
  void moreThan50LinksAreTooMany() {
    Filter one =
        filter("{'link': {'type': 'any', 'entity': 'visit', 'from': 'trialid', 'to': 'trialid'}}");

    assertEquals(List.of(), findings(new AndFilter(Collections.nCopies(50, one))));
    assertEquals(
        List.of("f too-many-links"), findings(new AndFilter(Collections.nCopies(51, one))));
  }

  @Test
  void moreThan2000ConditionsAreTooMany() {
    Filter one = filter("{'attribute': 'name', 'operator': 'null'}");

    assertEquals(List.of(), findings(new AndFilter(Collections.nCopies(2000, one))));
    assertEquals(
        List.of("f too-many-conditions"),
        findings(
            new AndFilter(
                List.of(
                    new AndFilter(Collections.nCopies(1800, one)),
                    new AndFilter(Collections.nCopies(201, one))))));
  }

  @Test
  void moreThan500ValuesAreTooMany() {
    String values = String.join(",", Collections.nCopies(501, "'a'"));

    assertEquals(
        List.of("f.values too-many-values"),
        findings(
            "{'attribute': 'name', 'operator': 'in', 'values': [" + values + "]}",
            CallerConditions.ALLOWED));
  }

  @Test
  void conditionsOnTheCallerMultiplyOutToAtMost64Alternatives() {
    Filter caller = filter("{'attribute': 'ownerid', 'operator': 'eq-userid'}");
    Filter plain = filter("{'attribute': 'name', 'operator': 'null'}");
    Filter either = new OrFilter(List.of(caller, caller));

    assertEquals(List.of(), findings(new AndFilter(Collections.nCopies(6, either))));
    assertEquals(
        List.of("f too-many-conditions"), findings(new AndFilter(Collections.nCopies(7, either))));
    assertEquals(List.of(), findings(new OrFilter(Collections.nCopies(64, caller))));
    assertEquals(
        List.of("f too-many-conditions"), findings(new OrFilter(Collections.nCopies(65, caller))));
    Filter plainOnly = new OrFilter(Collections.nCopies(20, plain));
    assertEquals(List.of(), findings(new AndFilter(Collections.nCopies(20, plainOnly))));
  }

  @Test
  void nestingDeeperThanTwentyIsRefused() {
    Filter nested = filter("{'attribute': 'name', 'operator': 'null'}");
    for (int i = 0; i < 21; i++) {
      nested = new AndFilter(List.of(nested));
    }

    assertEquals(List.of("f too-deep"), findings(nested));
  }

  private static List<String> findings(String filter, CallerConditions callerConditions) {
    return findings(filter(filter), callerConditions);
  }

  private static List<String> findings(Filter filter) {
    return findings(filter, CallerConditions.ALLOWED);
  }

  private static List<String> findings(Filter filter, CallerConditions callerConditions) {
    Findings findings = new Findings();
    new FilterRules(TRIAL, Map.of("trial", TRIAL, "visit", VISIT), callerConditions, findings)
        .check(filter, "f");
    return findings.all().stream().map(f -> f.field() + " " + f.code()).toList();
  }

  private static Filter filter(String json) {
    return read(Filter.class, json.replace('\'', '"'));
  }

  private static <T> T read(Class<T> type, String json) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
