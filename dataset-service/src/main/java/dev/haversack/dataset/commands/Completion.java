package dev.haversack.dataset.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.Choice;
import dev.haversack.dataset.configuration.EntityModel;
import java.time.Instant;
import java.util.List;

/** Marking an activity complete; section 5.2 of the facts. */
final class Completion {

  private static final int COMPLETED = 1;
  private static final int ALL_DONE = 100;

  private static final int TASK_COMPLETED = 5;
  private static final int APPOINTMENT_COMPLETED = 3;
  private static final int USUALLY_COMPLETED = 2;
  private static final int CALL_MADE = 2;
  private static final int CALL_RECEIVED = 4;
  private static final int LETTER_SENT = 4;
  private static final int LETTER_RECEIVED = 3;

  /** What such commands are made for, in words. */
  static final String ACTIVITIES = "activities that regard something";

  private Completion() {}

  /** Adds what completing changes. */
  static void add(Sheet sheet, CommandCall call, Instant end, CommandFacts facts) {
    sheet.state(COMPLETED, call.status(status(call))).put("actualend", end, facts.zone());
    if (call.entity().name().equals("task")) {
      sheet.put("percentcomplete", ALL_DONE);
    }
  }

  /** The product's; of an entity that does not have it, its own first one. */
  private static int status(CommandCall call) {
    List<Integer> known =
        call.entity().attribute(EntityModel.STATUS).map(Attribute::choices).stream()
            .flatMap(List::stream)
            .filter(choice -> Integer.valueOf(COMPLETED).equals(choice.state()))
            .map(Choice::value)
            .toList();
    int usual = usualStatus(call);
    return known.isEmpty() || known.contains(usual) ? usual : known.getFirst();
  }

  private static int usualStatus(CommandCall call) {
    return switch (call.entity().name()) {
      case "task" -> TASK_COMPLETED;
      case "appointment" -> APPOINTMENT_COMPLETED;
      case "phonecall" -> isIncoming(call) ? CALL_RECEIVED : CALL_MADE;
      case "letter" -> isIncoming(call) ? LETTER_RECEIVED : LETTER_SENT;
      default -> USUALLY_COMPLETED;
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
