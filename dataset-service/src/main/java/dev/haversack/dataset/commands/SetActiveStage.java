package dev.haversack.dataset.commands;

import dev.haversack.contract.model.CommandName;
import dev.haversack.contract.model.ProcessStage;
import dev.haversack.dataset.configuration.EntityModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a stage that an instance of a business process flow came through the active one; section
 * 5.1 of the facts.
 */
@ApplicationScoped
class SetActiveStage implements Command {

  @Override
  public CommandName name() {
    return CommandName.SET_ACTIVE_STAGE;
  }

  @Override
  public boolean takes(EntityModel entity) {
    return entity.processFlow().isPresent();
  }

  @Override
  public String madeFor() {
    return Stages.INSTANCES;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.id(Stages.STAGE, true));
  }

  @Override
  public CommandEffect effect(CommandCall call, CommandFacts facts) {
    Stages stages = Stages.of(call);
    if (stages.isThere()) {
      return Stages.nothing();
    }
    ProcessStage stage =
        Stream.concat(stages.before().stream(), Stream.of(stages.first()))
            .filter(s -> call.id(Stages.STAGE).filter(s.stageId()::equals).isPresent())
            .findFirst()
            .orElseThrow(Stages::notReachable);
    return stages.back(stage, facts);
  }
}
