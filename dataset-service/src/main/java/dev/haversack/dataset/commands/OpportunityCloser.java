package dev.haversack.dataset.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.dataset.records.RecordKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What winning and losing an opportunity have in common; section 5.2 of the facts. */
final class OpportunityCloser {

  static final String ENTITY = "opportunity";

  private static final String COMPETITOR = "competitorid";

  static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.id("opportunitycloseid", false),
          Parameter.subject(),
          Parameter.money("actualrevenue"),
          Parameter.time("actualend"),
          Parameter.description(),
          Parameter.reference(COMPETITOR, "competitor"),
          Parameter.status());

  private static final String CLOSE = "opportunityclose";
  private static final int COMPLETED = 1;
  private static final int COMPLETED_STATUS = 2;

  private OpportunityCloser() {}

  /**
   * Closes.
   *
   * @param state what the opportunity becomes
   * @param status the status reason where none is given
   * @param revenue what was earned where nothing is said about it
   */
  static CommandEffect close(
      CommandCall call, CommandFacts facts, int state, int status, Optional<JsonNode> revenue) {
    Rules.requireOpen(call);
    Optional<JsonNode> earned = call.parameter("actualrevenue").or(() -> revenue);
    Instant end = call.time("actualend", facts.now());
    Sheet changes =
        new Sheet(call.entity())
            .state(state, call.status(status))
            .put("actualvalue", earned)
            .put("actualclosedate", end, facts.zone());
    Sheet close =
        Rules.sheet(facts, CLOSE)
            .lookup("opportunityid", call.target().key())
            .copy(Rules.SUBJECT, call.parameter(Rules.SUBJECT).or(() -> call.value("name")))
            .put("actualrevenue", earned)
            .put("actualend", end, facts.zone())
            .put(Rules.DESCRIPTION, call.parameter(Rules.DESCRIPTION))
            .lookup(COMPETITOR, call.id(COMPETITOR).map(id -> new RecordKey("competitor", id)))
            .state(COMPLETED, COMPLETED_STATUS);
    return new CommandEffect(
        changes.values(), List.of(close.as(call.idOrOwn("opportunitycloseid"))));
  }
}
