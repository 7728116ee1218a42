package dev.haversack.conflict.resolution;

import static dev.haversack.conflict.errors.StoredErrors.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.haversack.conflict.errors.StoredError;
import dev.haversack.conflict.errors.StoredErrors;
import dev.haversack.conflict.resolution.Merge.Merged;
import dev.haversack.conflict.resolution.Merge.Undecided;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.MergeChoice;
import dev.haversack.contract.model.MergeSide;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.SyncErrorType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergeTest {

  private static final MergeChoice MINE = new MergeChoice(MergeSide.MINE, null);
  private static final MergeChoice THEIRS = new MergeChoice(MergeSide.THEIRS, null);

  private static final StoredError ERROR =
      StoredErrors.of(
          SyncErrorType.CONFLICT,
          Operation.UPDATE,
          "{\"name\":\"mine\",\"estimatedvalue\":12,\"closeprobability\":50}",
          "{\"name\":\"base\",\"estimatedvalue\":10}",
          "{\"name\":\"theirs\",\"estimatedvalue\":11,\"closeprobability\":40,\"city\":\"Berlin\"}",
          "name",
          "estimatedvalue");

  @Test
  void whatTheUserEnteredGoesAlongUnlessTheirsIsTaken() {
    var result = merge(Map.of("name", MINE, "estimatedvalue", THEIRS));

    assertEquals(new Merged(json("{\"name\":\"mine\",\"closeprobability\":50}")), result);
  }

  @Test
  void aNewValueTakesTheSendersPlace() {
    var result = merge(Map.of("name", value(TextNode.valueOf("both")), "estimatedvalue", MINE));

    assertEquals(
        new Merged(json("{\"name\":\"both\",\"estimatedvalue\":12,\"closeprobability\":50}")),
        result);
  }

  @Test
  void noValueIsAValueToo() {
    var result = merge(Map.of("name", value(NullNode.instance), "estimatedvalue", MINE));

    assertEquals(
        new Merged(json("{\"name\":null,\"estimatedvalue\":12,\"closeprobability\":50}")), result);
  }

  @Test
  void attributesWithoutConflictCanBeChosenAsWell() {
    var result =
        merge(
            Map.of(
                "name", THEIRS,
                "estimatedvalue", THEIRS,
                "closeprobability", THEIRS,
                "city", value(TextNode.valueOf("Bonn"))));

    assertEquals(new Merged(json("{\"city\":\"Bonn\"}")), result);
  }

  @Test
  void whatPoliciesLeaveToTheOtherSideIsNotSentAndWhatTheyCombineIs() {
    StoredError error =
        StoredErrors.settled(
            "{\"name\":\"mine\",\"estimatedvalue\":12,\"city\":\"Bonn\",\"phone\":\"1\"}",
            "{\"name\":\"theirs\",\"estimatedvalue\":11,\"city\":\"Berlin\"}",
            "{\"estimatedvalue\":13,\"city\":\"Berlin\",\"phone\":null}",
            "name");
    var values = SentValues.of(null);

    assertEquals(
        new Merged(json("{\"name\":\"mine\",\"estimatedvalue\":12}")),
        new Merge(error, Map.of("name", MINE), values).result());
    assertEquals(
        new Merged(json("{\"name\":\"mine\",\"estimatedvalue\":12,\"city\":\"Bonn\"}")),
        new Merge(error, Map.of("name", MINE, "city", MINE), values).result());
  }

  @Test
  void allOfTheirsLeavesNothingToSend() {
    var result =
        merge(
            Map.of(
                "name",
                THEIRS,
                "estimatedvalue",
                THEIRS,
                "closeprobability",
                THEIRS,
                "city",
                THEIRS));

    assertEquals(new Merged(json("{}")), result);
  }

  @Test
  void everythingUndecidedOrWrongIsNamedAtOnce() {
    var result =
        merge(
            Map.of(
                "closeprobability",
                new MergeChoice(null, null),
                "city",
                MINE,
                "colour",
                value(IntNode.valueOf(1)),
                "name",
                new MergeChoice(MergeSide.MINE, IntNode.valueOf(1))));

    assertEquals(
        List.of(
            "choices.city validation-failed",
            "choices.closeprobability validation-failed",
            "choices.colour unknown-attribute",
            "choices.name validation-failed",
            "choices.estimatedvalue missing-required"),
        findings(result));
  }

  @Test
  void aChangeOfTheSameRecordWithoutACommonAttributeMergesByItself() {
    var disjoint =
        StoredErrors.of(
            SyncErrorType.CONFLICT, Operation.UPDATE, "{\"name\":\"mine\"}", null, "{\"city\":1}");

    assertEquals(
        new Merged(json("{\"name\":\"mine\"}")),
        new Merge(disjoint, null, SentValues.of(null)).result());
  }

  @Test
  void aCompanionFollowsTheChoiceAboutItsLookup() {
    var error =
        StoredErrors.of(
            SyncErrorType.CONFLICT,
            Operation.UPDATE,
            "{\"customerid\":\"m\",\"customeridtype\":\"account\"}",
            null,
            "{\"customerid\":\"t\",\"customeridtype\":\"contact\"}",
            "customerid",
            "customeridtype");
    var values = new SentValues(null, Set.of("customeridtype"));

    assertEquals(
        new Merged(json("{}")), new Merge(error, Map.of("customerid", THEIRS), values).result());
    assertEquals(
        new Merged(error.mine()), new Merge(error, Map.of("customerid", MINE), values).result());
    assertEquals(
        new Merged(json("{\"customerid\":\"new\"}")),
        new Merge(error, Map.of("customerid", value(TextNode.valueOf("new"))), values).result());
    assertEquals(
        List.of("choices.customerid missing-required", "choices.customeridtype missing-required"),
        findings(new Merge(error, null, values).result()));
  }

  private static MergeChoice value(JsonNode value) {
    return new MergeChoice(null, value);
  }

  private static Merge.Result merge(Map<String, MergeChoice> choices) {
    return new Merge(ERROR, choices, SentValues.of(null)).result();
  }

  private static List<String> findings(Merge.Result result) {
    return ((Undecided) result).findings().stream().map(MergeTest::text).toList();
  }

  private static String text(FieldError finding) {
    return finding.field() + " " + finding.code();
  }
}
