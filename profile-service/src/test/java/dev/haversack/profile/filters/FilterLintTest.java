package dev.haversack.profile.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.FindingSeverity;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Ownership;
import dev.haversack.profile.findings.Findings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterLintTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'attribute': 'name', 'operator': 'like', 'value': '%x'} | searches-inside-text filter",
        "{'attribute': 'name', 'operator': 'not-like', 'value': '_x'} | searches-inside-text filter",
        "{'attribute': 'name', 'operator': 'like', 'value': '[ab]x'} | searches-inside-text filter",
        "{'and': [{'attribute': 'name', 'operator': 'ends-with', 'value': 'x'}]} | searches-inside-text filter.and[0]",
        "{'attribute': 'name', 'operator': 'like', 'value': 'x%'} |",
        "{'attribute': 'name', 'operator': 'begins-with', 'value': '%'} |",
        "{'attribute': 'on', 'operator': 'last-x-hours', 'value': 23} | short-time-window filter",
        "{'attribute': 'on', 'operator': 'next-x-hours', 'value': 1} | short-time-window filter",
        "{'attribute': 'on', 'operator': 'olderthan-x-hours', 'value': 2} | short-time-window filter",
        "{'attribute': 'on', 'operator': 'olderthan-x-minutes', 'value': 1439} | short-time-window filter",
        "{'attribute': 'on', 'operator': 'olderthan-x-minutes', 'value': 1440} |",
        "{'attribute': 'on', 'operator': 'last-x-hours', 'value': 24} |",
        "{'attribute': 'on', 'operator': 'last-x-days', 'value': 1} |",
        "{'link': {'type': 'any', 'entity': 'deal', 'from': 'dealid', 'to': 'parent', 'filter': {'or': []}}} | links-with-itself filter.link, never-holds filter.link.filter",
        "{'or': []} | never-holds filter",
        "{'and': [{'or': []}]} | never-holds filter",
        "{'or': [{'or': []}, {'attribute': 'name', 'operator': 'null'}]} |",
        "{'and': [{'attribute': 'name', 'operator': 'null'}, {'attribute': 'name', 'operator': 'eq', 'value': 'x'}]} | never-holds filter",
        "{'and': [{'attribute': 'name', 'operator': 'null'}, {'attribute': 'name', 'operator': 'ne', 'value': 'x'}]} |",
        "{'and': [{'attribute': 'name', 'operator': 'eq', 'value': 'a'}, {'attribute': 'name', 'operator': 'eq', 'value': 'A'}]} |",
        "{'and': [{'attribute': 'state', 'operator': 'eq', 'value': 0}, {'attribute': 'state', 'operator': 'eq', 'value': 1}]} | never-holds filter",
        "{'and': [{'attribute': 'state', 'operator': 'in', 'values': [0, 1]}, {'attribute': 'state', 'operator': 'ne', 'value': 1}]} |",
        "{'and': [{'attribute': 'state', 'operator': 'in', 'values': [0, 1]}, {'attribute': 'state', 'operator': 'not-in', 'values': [1, 0]}]} | never-holds filter",
        "{'or': [{'attribute': 'state', 'operator': 'eq', 'value': 0}, {'attribute': 'state', 'operator': 'eq', 'value': 1}]} |",
        "{'and': [{'attribute': 'amount', 'operator': 'eq', 'value': 1}, {'attribute': 'amount', 'operator': 'eq', 'value': 1.0}]} |",
      })
  void anyFilter(String filter, @Nullable String expected) {
    Findings findings = new Findings();

    new FilterLint(entity(null), Map.of("deal", entity(null)), findings)
        .check(filter(filter), "filter");

    assertWarnings(expected, findings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'and': []} | same-as-distribution filter",
        "{'attribute': 'ownerid', 'operator': 'eq-userid'} | same-as-distribution filter",
        "{'and': [{'or': [{'attribute': 'ownerid', 'operator': 'eq-useroruserteams'}, {'attribute': 'owningbusinessunit', 'operator': 'eq-businessid'}]}]} | same-as-distribution filter",
        "{'attribute': 'ownerid', 'operator': 'ne-userid'} |",
        "{'attribute': 'reviewer', 'operator': 'eq-userid'} |",
        "{'and': [{'attribute': 'ownerid', 'operator': 'eq-userid'}, {'attribute': 'name', 'operator': 'null'}]} |",
        "{'attribute': 'state', 'operator': 'eq', 'value': 1} | contradicts-organization-filter filter",
        "{'and': [{'attribute': 'state', 'operator': 'in', 'values': [1, 2]}]} | contradicts-organization-filter filter",
        "{'attribute': 'state', 'operator': 'null'} | contradicts-organization-filter filter",
        "{'attribute': 'state', 'operator': 'ne', 'value': 0} | contradicts-organization-filter filter",
        "{'attribute': 'state', 'operator': 'in', 'values': [0, 1]} |",
        "{'or': [{'attribute': 'state', 'operator': 'eq', 'value': 1}, {'attribute': 'name', 'operator': 'null'}]} |",
        "{'or': []} | never-holds filter",
      })
  void itemsFilter(String filter, @Nullable String expected) {
    EntityMetadata entity = entity("{'attribute': 'state', 'operator': 'eq', 'value': 0}");
    Findings findings = new Findings();

    new FilterLint(entity, Map.of("deal", entity), findings).checkItem(filter(filter), "filter");

    assertWarnings(expected, findings);
  }

  @Test
  void manyAlternatives() {
    String one = "{'attribute': 'name', 'operator': 'eq', 'value': 'x'}";
    for (int count : new int[] {20, 21}) {
      Findings findings = new Findings();
      new FilterLint(entity(null), Map.of("deal", entity(null)), findings)
          .check(
              filter("{'or': [" + String.join(", ", Collections.nCopies(count, one)) + "]}"),
              "filter");
      assertWarnings(count == 20 ? null : "many-alternatives filter", findings);
    }
  }

  private static void assertWarnings(@Nullable String expected, Findings findings) {
    assertEquals(
        expected == null ? "" : expected,
        findings.all().stream()
            .filter(f -> f.severity() == FindingSeverity.WARNING)
            .map(f -> f.code() + " " + f.field())
            .collect(Collectors.joining(", ")));
  }

  private static EntityMetadata entity(@Nullable String organizationFilter) {
    return new EntityMetadata(
        "deal",
        "Deal",
        true,
        Ownership.USER,
        "name",
        false,
        List.of(
            attribute("name", AttributeType.STRING),
            attribute("state", AttributeType.STATE),
            attribute("amount", AttributeType.MONEY),
            attribute("on", AttributeType.DATETIME),
            attribute("ownerid", AttributeType.OWNER),
            attribute("owningbusinessunit", AttributeType.LOOKUP),
            attribute("reviewer", AttributeType.LOOKUP)),
        new OfflineSettings(
            true, organizationFilter == null ? null : filter(organizationFilter), null));
  }

  private static Attribute attribute(String name, AttributeType type) {
    return new Attribute(name, name, type, false, false, null, null, null, null, null);
  }

  private static Filter filter(String json) {
    try {
      return JSON.readValue(json.replace('\'', '"'), Filter.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
