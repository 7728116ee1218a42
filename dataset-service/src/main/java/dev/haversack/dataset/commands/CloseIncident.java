package dev.haversack.dataset.commands;

import dev.haversack.contract.model.CommandName;
import dev.haversack.dataset.records.Activities;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Resolves a case; section 5.2 of the facts. */
@ApplicationScoped
class CloseIncident implements Command {

  private static final String ENTITY = "incident";
  private static final String RESOLUTION = "incidentresolution";
  private static final int RESOLVED = 1;
  private static final int PROBLEM_SOLVED = 5;
  private static final int COMPLETED = 1;
  private static final int COMPLETED_STATUS = 2;

  @Override
  public CommandName name() {
    return CommandName.CLOSE_INCIDENT;
  }

  @Override
  public Set<String> entities() {
    return Set.of(ENTITY);
  }

  @Override
  public Set<Integer> states() {
    return Set.of(RESOLVED);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.id("incidentresolutionid", false),
        Parameter.subject(),
        Parameter.description(),
        Parameter.minutes("timespent"),
        Parameter.status());
  }

  @Override
  public CommandEffect effect(CommandCall call, CommandFacts facts) {
    requireClosable(call, facts);
    Sheet changes = new Sheet(call.entity()).state(RESOLVED, call.status(PROBLEM_SOLVED));
    Sheet resolution =
        Rules.sheet(facts, RESOLUTION)
            .lookup("incidentid", call.target().key())
            .copy(Rules.SUBJECT, call.parameter(Rules.SUBJECT).or(() -> call.value("title")))
            .put(Rules.DESCRIPTION, call.parameter(Rules.DESCRIPTION))
            .put("timespent", call.parameter("timespent"))
            .put("totaltimespent", call.parameter("timespent"))
            .put("actualend", facts.now(), facts.zone())
            .state(COMPLETED, COMPLETED_STATUS);
    return new CommandEffect(
        changes.values(), List.of(resolution.as(call.idOrOwn("incidentresolutionid"))));
  }

  private static boolean isActivity(CommandFacts facts, RecordKey key) {
    return facts.entity(key.entity()).filter(Activities::isActivity).isPresent();
  }

  private static void requireClosable(CommandCall call, CommandFacts facts) {
    if (!Activities.isOpen(call.target().attributes())) {
      throw ProblemException.of(ProblemCode.INCIDENT_CLOSED, "The case is closed already.");
    }
    List<RecordKey> open = facts.openBelow(call.target().key().id()).toList();
    long activities = open.stream().filter(key -> isActivity(facts, key)).count();
    if (activities > 0) {
      throw ProblemException.of(
          ProblemCode.OPEN_ACTIVITIES,
          "Open activities that regard the case: "
              + activities
              + ". Complete or cancel them first.");
    }
    long cases = open.stream().filter(key -> key.entity().equals(ENTITY)).count();
    if (cases > 0 && facts.settings().childCasesBlock()) {
      throw ProblemException.of(
          ProblemCode.OPEN_CHILD_CASES,
          "Open cases below the case: " + cases + ". Close them first.");
    }
  }
}
