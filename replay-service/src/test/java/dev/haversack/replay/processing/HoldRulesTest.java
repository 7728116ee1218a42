package dev.haversack.replay.processing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HoldRulesTest {

  private static final RecordKey ACCOUNT = new RecordKey("account", UUID.randomUUID());
  private static final RecordKey CONTACT = new RecordKey("contact", UUID.randomUUID());
  private static final RecordKey TASK = new RecordKey("task", UUID.randomUUID());
  private static final UUID FAILED = UUID.randomUUID();

  private final HoldRules rules = new HoldRules();

  @Test
  void nothingIsHeldWhereNothingFailed() {
    assertEquals(Optional.empty(), rules.holdBehind(List.of(update(1, ACCOUNT))));
  }

  @Test
  void laterActionsOnTheRecordOfAFailedOneAreHeld() {
    rules.block(blocking(1, ACCOUNT, Operation.UPDATE, FAILED));

    assertEquals(Optional.of(FAILED), rules.holdBehind(List.of(update(2, ACCOUNT))));
    assertEquals(Optional.empty(), rules.holdBehind(List.of(update(3, CONTACT))));
  }

  @Test
  void theSameIdInAnotherEntityIsAnotherRecord() {
    rules.block(blocking(1, ACCOUNT, Operation.UPDATE, FAILED));

    assertEquals(
        Optional.empty(),
        rules.holdBehind(List.of(update(2, new RecordKey("lead", ACCOUNT.recordId())))));
  }

  @Test
  void anEarlierActionIsNotHeldBehindALaterOne() {
    rules.block(blocking(5, ACCOUNT, Operation.CREATE, FAILED));

    assertEquals(Optional.empty(), rules.holdBehind(List.of(update(4, ACCOUNT))));
    assertEquals(Optional.empty(), rules.holdBehind(List.of(referring(4, CONTACT, ACCOUNT))));
  }

  @Test
  void whatRefersToARecordThatWasNotCreatedIsHeld() {
    rules.block(blocking(1, ACCOUNT, Operation.CREATE, FAILED));

    assertEquals(Optional.of(FAILED), rules.holdBehind(List.of(referring(2, CONTACT, ACCOUNT))));
  }

  @Test
  void idsAreComparedWhateverTheirCase() {
    rules.block(blocking(1, ACCOUNT, Operation.CREATE, FAILED));
    QueuedAction upperCase =
        action(2, CONTACT, values(ACCOUNT.recordId().toString().toUpperCase(Locale.ROOT)));

    assertEquals(Optional.of(FAILED), rules.holdBehind(List.of(upperCase)));
  }

  @Test
  void whatRefersToARecordWhoseUpdateFailedGoesOn() {
    rules.block(blocking(1, ACCOUNT, Operation.UPDATE, FAILED));

    assertEquals(Optional.empty(), rules.holdBehind(List.of(referring(2, CONTACT, ACCOUNT))));
  }

  @Test
  void chainsAreHeldBehindTheirBeginning() {
    rules.block(blocking(1, ACCOUNT, Operation.CREATE, FAILED));
    QueuedAction contact =
        new QueuedAction(
            UUID.randomUUID(),
            2,
            CONTACT,
            Operation.CREATE,
            null,
            null,
            values(ACCOUNT.recordId().toString()),
            null,
            null,
            null,
            1,
            false,
            null,
            null,
            null,
            false);

    assertEquals(Optional.of(FAILED), rules.holdBehind(List.of(contact)));
    assertEquals(Optional.of(FAILED), rules.holdBehind(List.of(referring(3, TASK, CONTACT))));
    assertEquals(Optional.of(FAILED), rules.holdBehind(List.of(update(4, TASK))));
  }

  @Test
  void theEarliestOfSeveralReasonsCounts() {
    UUID other = UUID.randomUUID();
    rules.block(blocking(1, ACCOUNT, Operation.UPDATE, FAILED));
    rules.block(blocking(2, ACCOUNT, Operation.UPDATE, other));

    assertEquals(Optional.of(FAILED), rules.holdBehind(List.of(update(3, ACCOUNT))));
  }

  @Test
  void textsThatAreNoIdsAreNoReferences() {
    rules.block(blocking(1, ACCOUNT, Operation.CREATE, FAILED));

    for (String text : List.of("", "1-1-1-1-1", "x".repeat(36), "see " + ACCOUNT.recordId())) {
      assertEquals(Optional.empty(), rules.holdBehind(List.of(action(2, CONTACT, values(text)))));
    }
  }

  private static Blocking blocking(
      long sequence, RecordKey record, Operation operation, UUID root) {
    return new Blocking(
        sequence, record, operation == Operation.CREATE ? List.of(record) : List.of(), null, root);
  }

  private static QueuedAction update(long sequence, RecordKey record) {
    return action(sequence, record, values("x"));
  }

  private static QueuedAction referring(long sequence, RecordKey record, RecordKey to) {
    return action(sequence, record, values(to.recordId().toString()));
  }

  private static ObjectNode values(String value) {
    return JsonNodeFactory.instance.objectNode().put("other", 1).put("lookup", value);
  }

  private static QueuedAction action(long sequence, RecordKey record, ObjectNode attributes) {
    return new QueuedAction(
        UUID.randomUUID(),
        sequence,
        record,
        Operation.UPDATE,
        null,
        null,
        attributes,
        null,
        null,
        null,
        1,
        false,
        null,
        null,
        null,
        false);
  }
}
