package dev.haversack.dataset.replaying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.dataset.replaying.ConflictDetector.Base;
import dev.haversack.dataset.replaying.ConflictDetector.Present;
import dev.haversack.dataset.replaying.ConflictDetector.Step;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConflictDetectorTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base SEEN_5 = new Base(5, 5, null, false);

  @Test
  void nothingHappenedSince() {
    var detector = attribute(5, "{'name':'A'}", SEEN_5);
    assertInstanceOf(Detection.Clear.class, detector.update(json("{'name':'B'}")));
    assertInstanceOf(Detection.Clear.class, detector.delete());
  }

  @Test
  void disjointChangesMerge() {
    var detector =
        attribute(
            6,
            "{'name':'A','phone':'2'}",
            SEEN_5,
            new Step(6, json("{'phone':'1'}"), false, Set.of(), Instant.EPOCH));
    assertInstanceOf(Detection.Mergeable.class, detector.update(json("{'name':'B'}")));
  }

  @Test
  void theSameAttributeWithAnotherValueConflicts() {
    var detector =
        attribute(
            6,
            "{'name':'Theirs','phone':'1'}",
            SEEN_5,
            new Step(6, json("{'name':'Base'}"), false, Set.of(), Instant.EPOCH));
    var conflict =
        assertInstanceOf(
            Detection.Conflict.class, detector.update(json("{'name':'Mine','phone':'9'}")));
    assertEquals(List.of("name"), conflict.attributes());
    assertEquals(json("{'name':'Base','phone':'1'}"), conflict.base());
  }

  @Test
  void theSameValueIsNoConflictHoweverItIsWritten() {
    var detector =
        attribute(
            6,
            "{'value':12500}",
            SEEN_5,
            new Step(6, json("{'value':1}"), false, Set.of(), Instant.EPOCH));
    assertInstanceOf(Detection.Mergeable.class, detector.update(json("{'value':12500.0}")));
  }

  @Test
  void whatCameAndWentAgainIsNoChange() {
    var detector =
        attribute(
            7,
            "{'name':'A'}",
            SEEN_5,
            new Step(6, json("{'name':'A'}"), false, Set.of(), Instant.EPOCH),
            new Step(7, json("{'name':'X'}"), false, Set.of(), Instant.EPOCH));
    assertInstanceOf(Detection.Mergeable.class, detector.update(json("{'name':'B'}")));
  }

  @Test
  void aValueThatWasTakenAwayIsAChange() {
    var detector =
        attribute(
            6, "{}", SEEN_5, new Step(6, json("{'name':'A'}"), false, Set.of(), Instant.EPOCH));
    assertInstanceOf(Detection.Conflict.class, detector.update(json("{'name':'B'}")));
    assertInstanceOf(Detection.Mergeable.class, detector.update(json("{'name':null}")));
  }

  @Test
  void baseValuesOfTheDeviceGoBeforeTheHistory() {
    var base = new Base(5, 5, json("{'name':'Now'}"), false);
    var detector =
        attribute(
            6,
            "{'name':'Now'}",
            base,
            new Step(6, json("{'name':'Before'}"), false, Set.of(), Instant.EPOCH));
    assertInstanceOf(Detection.Mergeable.class, detector.update(json("{'name':'Mine'}")));
  }

  @Test
  void theSecondEditOfADeviceDoesNotConflictWithItsFirst() {
    var detector =
        attribute(
            6,
            "{'name':'First'}",
            new Base(5, 6, null, false),
            new Step(6, json("{'name':'A'}"), true, Set.of(), Instant.EPOCH));
    assertInstanceOf(Detection.Clear.class, detector.update(json("{'name':'Second'}")));
    assertInstanceOf(Detection.Clear.class, detector.delete());
  }

  @Test
  void whatWasMergedIntoTheFirstEditStillConflictsWithTheSecond() {
    var detector =
        attribute(
            7,
            "{'name':'First','phone':'Theirs'}",
            new Base(5, 7, null, false),
            new Step(6, json("{'phone':'1'}"), false, Set.of(), Instant.EPOCH),
            new Step(7, json("{'name':'A'}"), true, Set.of(), Instant.EPOCH));
    assertInstanceOf(Detection.Conflict.class, detector.update(json("{'phone':'Mine'}")));
    assertInstanceOf(Detection.Conflict.class, detector.delete());
  }

  @Test
  void whatTheDeviceOverwroteKnowinglyIsItsOwn() {
    var detector =
        attribute(
            7,
            "{'name':'Resolved'}",
            new Base(5, 7, null, false),
            new Step(6, json("{'name':'A'}"), false, Set.of(), Instant.EPOCH),
            new Step(7, json("{'name':'Theirs'}"), true, Set.of(), Instant.EPOCH));
    assertInstanceOf(Detection.Clear.class, detector.update(json("{'name':'Next'}")));
  }

  @Test
  void aDeleteOfAChangedRecordConflicts() {
    var detector =
        attribute(
            6,
            "{'name':'Theirs'}",
            SEEN_5,
            new Step(6, json("{'name':'A','modifiedon':'x'}"), false, Set.of(), Instant.EPOCH));
    var conflict = assertInstanceOf(Detection.Conflict.class, detector.delete());
    assertEquals(json("{'name':'A'}").get("name"), conflict.base().get("name"));
  }

  @Test
  void inRecordModeAnyNewerVersionConflicts() {
    var detector =
        detector(
            ConflictDetection.RECORD,
            6,
            "{'name':'A','phone':'2'}",
            SEEN_5,
            new Step(6, json("{'phone':'1'}"), false, Set.of(), Instant.EPOCH));
    var conflict =
        assertInstanceOf(Detection.Conflict.class, detector.update(json("{'name':'B'}")));
    assertEquals(List.of(), conflict.attributes());
  }

  @Test
  void inModeOffNothingConflicts() {
    var detector =
        detector(
            ConflictDetection.OFF,
            6,
            "{'name':'Theirs'}",
            SEEN_5,
            new Step(6, json("{'name':'A'}"), false, Set.of(), Instant.EPOCH));
    assertInstanceOf(Detection.Clear.class, detector.update(json("{'name':'B'}")));
    assertInstanceOf(Detection.Clear.class, detector.delete());
  }

  @Test
  void aResolutionPassesUnlessTheRecordChangedOnceMore() {
    var step = new Step(6, json("{'name':'A'}"), false, Set.of(), Instant.EPOCH);
    assertInstanceOf(
        Detection.Clear.class,
        attribute(6, "{'name':'Theirs'}", new Base(6, 6, null, false))
            .overwrite(json("{'name':'Mine'}")));
    assertInstanceOf(
        Detection.Conflict.class,
        attribute(6, "{'name':'Theirs'}", SEEN_5, step).overwrite(json("{'name':'Mine'}")));
    assertInstanceOf(
        Detection.Mergeable.class,
        attribute(6, "{'name':'Theirs'}", SEEN_5, step).overwrite(json("{'phone':'Mine'}")));
    assertInstanceOf(
        Detection.Conflict.class,
        detector(ConflictDetection.RECORD, 6, "{'name':'Theirs'}", SEEN_5, step)
            .overwrite(json("{'phone':'Mine'}")));
    assertInstanceOf(
        Detection.Conflict.class, attribute(6, "{'name':'Theirs'}", SEEN_5, step).overwrite(null));
  }

  private static ConflictDetector attribute(
      long version, String present, Base base, Step... steps) {
    return detector(ConflictDetection.ATTRIBUTE, version, present, base, steps);
  }

  private static ConflictDetector detector(
      ConflictDetection mode, long version, String present, Base base, Step... steps) {
    return new ConflictDetector(mode, new Present(version, json(present)), base, List.of(steps));
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
