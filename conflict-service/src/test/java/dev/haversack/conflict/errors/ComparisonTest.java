package dev.haversack.conflict.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.AttributeComparison;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.contract.model.MergeSource;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.SyncErrorType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private final List<AttributeComparison> compared =
      Comparison.of(
          StoredErrors.of(
              SyncErrorType.CONFLICT,
              Operation.UPDATE,
              "{\"name\":\"mine\",\"estimatedvalue\":12,\"description\":null}",
              "{\"estimatedvalue\":10,\"name\":\"base\"}",
              "{\"estimatedvalue\":11,\"name\":\"base\",\"city\":\"Berlin\"}",
              "estimatedvalue"));

  @Test
  void conflictsComeFirstThenTheUsersThenTheRest() {
    assertEquals(
        List.of("estimatedvalue", "description", "name", "city"),
        compared.stream().map(AttributeComparison::attribute).toList());
  }

  @Test
  void nothingIsProposedForAConflict() {
    assertTrue(compared.getFirst().conflicting());
    assertNull(compared.getFirst().proposed());
    assertEquals(12, compared.getFirst().mine().intValue());
    assertEquals(11, compared.getFirst().theirs().intValue());
    assertEquals(10, compared.getFirst().base().intValue());
  }

  @Test
  void mineIsProposedWhereOnlyMineChanged() {
    assertEquals("mine", compared.get(2).proposed().textValue());
  }

  @Test
  void takingAValueAwayIsAChangeToo() {
    assertTrue(compared.get(1).mine().isNull());
    assertTrue(compared.get(1).proposed().isNull());
    assertNull(compared.get(1).theirs());
  }

  @Test
  void theirsIsProposedForTheRest() {
    assertFalse(compared.getLast().conflicting());
    assertNull(compared.getLast().mine());
    assertEquals("Berlin", compared.getLast().proposed().textValue());
  }

  @Test
  void whatPoliciesMadeOfBothIsProposed() {
    var settled =
        Comparison.of(
            StoredErrors.settled(
                "{\"name\":\"mine\",\"estimatedvalue\":12}",
                "{\"estimatedvalue\":11,\"name\":\"theirs\"}",
                "{\"estimatedvalue\":13}",
                List.of(
                    new AttributeMerge("estimatedvalue", MergeSource.BOTH, AttributePolicy.SUM)),
                "name"));

    assertNull(settled.getFirst().proposed());
    assertEquals(13, settled.getLast().proposed().intValue());
    assertEquals(AttributePolicy.SUM, settled.getLast().policy());
  }

  @Test
  void nothingIsProposedWhereNoMergeIsPossible() {
    var deleted =
        Comparison.of(
            StoredErrors.of(
                SyncErrorType.CONFLICT, Operation.DELETE, null, null, "{\"city\":\"Berlin\"}"));

    assertNull(deleted.getFirst().proposed());
  }
}
