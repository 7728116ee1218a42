package dev.haversack.dataset.commands;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** Marking an activity complete; section 5.2 of the facts. */
final class Completion {

  private static final int COMPLETED = 1;
  private static final int ALL_DONE = 100;

  private static final int TASK_COMPLETED = 5;
  private static final int APPOINTMENT_COMPLETED = 3;
  private static final int EMAIL_COMPLETED = 2;
  private static final int CALL_MADE = 2;
  private static final int CALL_RECEIVED = 4;

  private Completion() {}

  /** Adds what completing changes. */
  static void add(Sheet sheet, CommandCall call, Instant end, CommandFacts facts) {
    sheet.state(COMPLETED, call.status(usualStatus(call))).put("actualend", end, facts.zone());
    if (call.entity().name().equals("task")) {
      sheet.put("percentcomplete", ALL_DONE);
    }
  }

  private static int usualStatus(CommandCall call) {
    return switch (call.entity().name()) {
      case "task" -> TASK_COMPLETED;
      case "appointment" -> APPOINTMENT_COMPLETED;
      case "email" -> EMAIL_COMPLETED;
      default -> isIncoming(call) ? CALL_RECEIVED : CALL_MADE;
    };
  }

  /** A direction that is not given is outgoing, as in the product. */
  private static boolean isIncoming(CommandCall call) {
    return call.value("directioncode")
        .filter(d -> !d.booleanValue())
        .map(JsonNode::isBoolean)
        .orElse(false);
  }
}
