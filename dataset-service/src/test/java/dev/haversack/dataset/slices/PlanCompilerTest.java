package dev.haversack.dataset.slices;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.OrFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Splitting filters into what all callers share and the rest, and telling slices apart. */
class PlanCompilerTest {

  private static final Filter OPEN = is("statecode", 0);
  private static final Filter LARGE = is("size", 3);
  private static final Filter MINE = caller("ownerid", Operator.EQ_USERID);
  private static final Filter MY_UNIT = caller("owningbusinessunit", Operator.EQ_BUSINESSID);
  private static final Filter RESPONSIBLE = caller("responsibleid", Operator.EQ_USERID);

  private final ObjectMapper json = new ObjectMapper();
  private final Canonical canonical = new Canonical(json);
  private final PlanCompiler compiler = new PlanCompiler(json);

  @Test
  void whatLooksAtTheRecordOnlyStaysWhole() {
    Filter filter = or(and(OPEN, LARGE), LARGE);

    assertEquals(List.of(filter), split(filter).stream().map(Disjunct::recordFilter).toList());
  }

  @Test
  void anAlternativeOfCallersSharesOneSlice() {
    List<Disjunct> parts = split(and(OPEN, or(MINE, MY_UNIT)));

    assertEquals(2, parts.size());
    assertEquals(Set.of(OPEN), recordFilters(parts));
  }

  @Test
  void conditionsOnRecordAndCallerMultiplyOut() {
    List<Disjunct> parts = split(or(and(OPEN, MINE), and(LARGE, MINE, RESPONSIBLE)));

    assertEquals(Set.of(OPEN, LARGE), recordFilters(parts));
    assertEquals(1, parts.get(0).conditions().size());
    assertEquals(2, parts.get(1).conditions().size());
    assertEquals(List.of("responsibleid"), CallerCondition.extraKeys(parts.get(1).conditions()));
  }

  @Test
  void aFilterThatMultipliesOutTooFarIsRefused() {
    List<Filter> factors = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      factors.add(or(MINE, and(MY_UNIT, is("a" + i, i))));
    }

    assertTrue(Disjunct.split(new AndFilter(factors)).isEmpty());
    assertFalse(Disjunct.split(new AndFilter(factors.subList(0, 3))).isEmpty());
  }

  @Test
  void orderNestingAndDoublesMakeNoOtherSlice() {
    assertArrayEquals(
        hash(and(OPEN, LARGE), AttributeType.INTEGER),
        hash(and(and(LARGE), and(OPEN, LARGE), and()), AttributeType.INTEGER));
    assertNotEquals(canonical.filter(and(OPEN, LARGE)), canonical.filter(or(OPEN, LARGE)));
  }

  @Test
  void anAttributeOfAnotherTypeMakesAnotherSlice() {
    byte[] number = hash(OPEN, AttributeType.INTEGER);

    byte[] text = hash(OPEN, AttributeType.STRING);

    assertFalse(java.util.Arrays.equals(number, text));
  }

  /** Each level looks at the one below once. */
  @Test
  void depthCostsNoMoreThanSize() {
    Filter deep = OPEN;
    for (int i = 0; i < 40; i++) {
      deep = i % 2 == 0 ? and(deep, OPEN) : or(deep, and(OPEN, OPEN));
    }
    Filter whole = deep;

    assertTimeoutPreemptively(
        java.time.Duration.ofSeconds(5), () -> hash(whole, AttributeType.STATE));
  }

  private byte[] hash(Filter filter, AttributeType type) {
    TreeMap<String, AttributeType> types = new TreeMap<>();
    types.put("statecode", type);
    return compiler.hash(
        new FilteredSlice(
            "account", canonical.filter(filter), types, List.of(), false, null, null, null, null));
  }

  private Set<Filter> recordFilters(List<Disjunct> parts) {
    return parts.stream().map(p -> canonical.filter(p.recordFilter())).collect(Collectors.toSet());
  }

  private static List<Disjunct> split(Filter filter) {
    return Disjunct.split(filter).orElseThrow();
  }

  private static Filter and(Filter... parts) {
    return new AndFilter(List.of(parts));
  }

  private static Filter or(Filter... parts) {
    return new OrFilter(List.of(parts));
  }

  private static Filter is(String attribute, int value) {
    return new Condition(attribute, Operator.EQ, JsonNodeFactory.instance.numberNode(value), null);
  }

  private static Filter caller(String attribute, Operator operator) {
    return new Condition(attribute, operator, null, null);
  }
}
