package dev.haversack.dataset.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.records.Activities;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What several commands have in common. */
final class Rules {

  static final String SUBJECT = "subject";
  static final String DESCRIPTION = "description";
  static final String CUSTOMER = "customerid";

  private static final List<String> CUSTOMERS = List.of("account", "contact");

  private Rules() {}

  /**
   * Refuses unless the record is open.
   *
   * @throws ProblemException {@code not-open}
   */
  static void requireOpen(CommandCall call) {
    if (!Activities.isOpen(call.target().attributes())) {
      throw ProblemException.of(
          ProblemCode.NOT_OPEN, "The " + call.entity().name() + " is not open any more.");
    }
  }

  /** The sheet of a record to make. */
  static Sheet sheet(CommandFacts facts, String entity) {
    return new Sheet(
        facts
            .entity(entity)
            .filter(model -> !model.isDirectory())
            .orElseThrow(() ->
                ProblemException.of(
                    ProblemCode.UNKNOWN_ENTITY, "There is no entity \"" + entity + "\".")));
  }

  /** The customer that a parameter names. */
  static Optional<RecordKey> customer(CommandCall call) {
    return call.id(CUSTOMER)
        .map(id ->
            new RecordKey(
                call.parameter(CUSTOMER + "type").map(JsonNode::asText).orElse("account"), id));
  }

  /** What the record's lookup points to. */
  static Optional<RecordKey> pointedTo(CommandCall call, String lookup) {
    EntityModel entity = call.entity();
    String companion = entity.companionOf(lookup);
    List<String> targets = entity.attribute(lookup).map(EntityModel::targetsOf).orElse(List.of());
    Optional<String> target =
        companion == null
            ? targets.stream().findFirst()
            : call.value(companion).map(JsonNode::asText);
    return call.value(lookup)
        .flatMap(id -> target.map(e -> new RecordKey(e, UUID.fromString(id.asText()))));
  }

  /** The customer that an activity regards, if it does. */
  static Optional<RecordKey> regardedCustomer(CommandCall call) {
    return pointedTo(call, EntityMetadata.REGARDING)
        .filter(key -> CUSTOMERS.contains(key.entity()));
  }
}
