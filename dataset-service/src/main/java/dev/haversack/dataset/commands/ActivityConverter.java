package dev.haversack.dataset.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.dataset.records.RecordKey;
import java.util.List;
import java.util.function.Consumer;

/** What converting an activity has in common, whatever comes out; section 5.2 of the facts. */
final class ActivityConverter {

  private ActivityConverter() {}

  static List<Parameter> parameters(String id) {
    return List.of(
        Parameter.id(id, true),
        Parameter.reference(Rules.CUSTOMER, "account", "contact"),
        Parameter.subject(),
        Parameter.flag("complete"));
  }

  /** The attribute that names the activity: an organization's own may have another one. */
  private static String nameOf(CommandCall call) {
    return call.entity().metadata().primaryNameAttribute();
  }

  /**
   * Converts.
   *
   * @param made the record to make
   * @param name the attribute of it that takes the activity's subject
   * @param more what else of it the parameters say
   */
  static CommandEffect convert(
      CommandCall call, CommandFacts facts, RecordKey made, String name, Consumer<Sheet> more) {
    Rules.requireOpen(call);
    Sheet record =
        Rules.sheet(facts, made.entity())
            .copy(name, call.parameter(Rules.SUBJECT).or(() -> call.value(nameOf(call))))
            .copy(Rules.DESCRIPTION, call.value(Rules.DESCRIPTION))
            .lookup(Rules.CUSTOMER, Rules.customer(call).or(() -> Rules.regardedCustomer(call)));
    more.accept(record);
    Sheet changes = new Sheet(call.entity()).lookup(EntityMetadata.REGARDING, made);
    if (call.parameter("complete").map(JsonNode::booleanValue).orElse(false)) {
      Completion.add(changes, call, facts.now(), facts);
    }
    return new CommandEffect(changes.values(), List.of(record.as(made.id())));
  }
}
