package dev.haversack.dataset.commands;

import dev.haversack.contract.model.CommandName;
import dev.haversack.contract.model.ProcessStage;
import dev.haversack.dataset.configuration.EntityModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Moves an instance of a business process flow back to the stage before; section 5.1 of the facts.
 */
@ApplicationScoped
class PreviousStage implements Command {

  @Override
  public CommandName name() {
    return CommandName.PREVIOUS_STAGE;
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
    return List.of(Parameter.id(Stages.STAGE, false));
  }

  @Override
  public CommandEffect effect(CommandCall call, CommandFacts facts) {
    Stages stages = Stages.of(call);
    if (stages.isThere()) {
      return Stages.nothing();
    }
    List<ProcessStage> before = stages.before();
    ProcessStage previous = stages.named(before.reversed().stream().findFirst());
    return stages.back(previous, facts);
  }
}
