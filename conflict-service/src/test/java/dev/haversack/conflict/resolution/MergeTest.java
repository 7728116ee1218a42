package dev.haversack.conflict.resolution;

import static dev.haversack.conflict.errors.StoredErrors.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.haversack.conflict.errors.StoredError;
import dev.haversack.conflict.errors.StoredErrors;
import dev.haversack.conflict.resolution.Merge.Merged;
import dev.haversack.conflict.resolution.Merge.Undecided;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.MergeChoice;
import dev.haversack.contract.model.MergeSide;
import dev.haversack.contract.model.MergeSource;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.SyncErrorType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergeTest {

  private static final MergeChoice MINE = new MergeChoice(MergeSide.MINE, null);
  private static final MergeChoice THEIRS = new MergeChoice(MergeSide.THEIRS, null);

  private static final AttributeMerge SUMMED =
      new AttributeMerge("estimatedvalue", MergeSource.BOTH, AttributePolicy.SUM);
  private static final AttributeMerge THEIR_CITY =
      new AttributeMerge("city", MergeSource.THEIRS, AttributePolicy.SERVER);
  private static final AttributeMerge THEIR_PHONE =
      new AttributeMerge("phone", MergeSource.THEIRS, AttributePolicy.SERVER);

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

    assertEquals(json("{\"name\":\"mine\",\"closeprobability\":50}"), sent(result));
  }

  @Test
  void aNewValueTakesTheSendersPlace() {
    var result = merge(Map.of("name", value(TextNode.valueOf("both")), "estimatedvalue", MINE));

    assertEquals(
        json("{\"name\":\"both\",\"estimatedvalue\":12,\"closeprobability\":50}"), sent(result));
  }

  @Test
  void noValueIsAValueToo() {
    var result = merge(Map.of("name", value(NullNode.instance), "estimatedvalue", MINE));

    assertEquals(
        json("{\"name\":null,\"estimatedvalue\":12,\"closeprobability\":50}"), sent(result));
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

    assertEquals(json("{\"city\":\"Bonn\"}"), sent(result));
  }

  @Test
  void whatPoliciesLeaveToTheOtherSideIsNotSentAndWhatTheyCombineIs() {
    onlyWhatIsCombinedIsSent(List.of(SUMMED, THEIR_CITY, THEIR_PHONE));
  }

  @Test
  void whereNobodyToldHowPoliciesSettledItTheValuesDo() {
    onlyWhatIsCombinedIsSent(null);
  }

  private static void onlyWhatIsCombinedIsSent(@Nullable List<AttributeMerge> settledBy) {
    StoredError error =
        StoredErrors.settled(
            "{\"name\":\"mine\",\"estimatedvalue\":12,\"city\":\"Bonn\",\"phone\":\"1\"}",
            "{\"name\":\"theirs\",\"estimatedvalue\":11,\"city\":\"Berlin\"}",
            "{\"estimatedvalue\":13,\"city\":\"Berlin\",\"phone\":null}",
            settledBy,
            "name");
    var values = SentValues.of(null);

    assertEquals(
        json("{\"name\":\"mine\",\"estimatedvalue\":12}"),
        sent(new Merge(error, Map.of("name", MINE), values).result()));
    assertEquals(
        json("{\"name\":\"mine\",\"estimatedvalue\":12,\"city\":\"Bonn\"}"),
        sent(new Merge(error, Map.of("name", MINE, "city", MINE), values).result()));
  }

  @Test
  void itIsToldWhereAttributesComeFrom() {
    StoredError error =
        StoredErrors.settled(
            "{\"name\":\"mine\",\"estimatedvalue\":12,\"city\":\"Bonn\",\"fax\":\"1\"}",
            "{\"name\":\"theirs\",\"estimatedvalue\":11,\"city\":\"Berlin\"}",
            "{\"estimatedvalue\":13,\"city\":\"Berlin\"}",
            List.of(SUMMED, THEIR_CITY),
            "name");
    var mine = new AttributeMerge("name", MergeSource.MINE, null);
    var fax = new AttributeMerge("fax", MergeSource.MINE, null);

    assertEquals(
        List.of(
            THEIR_CITY, new AttributeMerge("estimatedvalue", MergeSource.MINE, null), fax, mine),
        sources(error, Map.of("name", MINE, "estimatedvalue", MINE)));
    assertEquals(
        List.of(
            new AttributeMerge("city", MergeSource.MINE, null),
            new AttributeMerge("estimatedvalue", MergeSource.RESOLVER, null),
            fax,
            new AttributeMerge("name", MergeSource.THEIRS, null)),
        sources(
            error,
            Map.of("name", THEIRS, "estimatedvalue", value(IntNode.valueOf(12)), "city", MINE)));
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

    assertEquals(json("{}"), sent(result));
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
        json("{\"name\":\"mine\"}"), sent(new Merge(disjoint, null, SentValues.of(null)).result()));
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
    var values = new SentValues(null, Set.of("customeridtype"), null);

    assertEquals(json("{}"), sent(new Merge(error, Map.of("customerid", THEIRS), values).result()));
    assertEquals(error.mine(), sent(new Merge(error, Map.of("customerid", MINE), values).result()));
    assertEquals(
        json("{\"customerid\":\"new\"}"),
        sent(
            new Merge(error, Map.of("customerid", value(TextNode.valueOf("new"))), values)
                .result()));
    assertEquals(
        List.of("choices.customerid missing-required", "choices.customeridtype missing-required"),
        findings(new Merge(error, null, values).result()));
  }

  private static List<AttributeMerge> sources(StoredError error, Map<String, MergeChoice> choices) {
    return ((Merged) new Merge(error, choices, SentValues.of(null)).result()).sources();
  }

  private static ObjectNode sent(Merge.Result result) {
    return ((Merged) result).attributes();
  }

  @Test
  void whatWasToBeCombinedNeedsAChoiceWhenThePolicyIsAnotherByNow() {
    StoredError error =
        StoredErrors.settled(
            "{\"name\":\"mine\",\"estimatedvalue\":12}",
            "{\"name\":\"theirs\",\"estimatedvalue\":11}",
            "{\"estimatedvalue\":13}",
            List.of(SUMMED),
            "name");
    var same = new SentValues(null, Set.of(), Map.of("estimatedvalue", AttributePolicy.SUM));
    var other = new SentValues(null, Set.of(), Map.of());

    assertEquals(
        List.of("choices.estimatedvalue missing-required"),
        findings(new Merge(error, Map.of("name", MINE), other).result()));
    assertEquals(
        json("{\"name\":\"mine\"}"),
        sent(new Merge(error, Map.of("name", MINE, "estimatedvalue", THEIRS), other).result()));
    assertEquals(error.mine(), sent(new Merge(error, Map.of("name", MINE), same).result()));
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
