package dev.haversack.dataset.commands;

import dev.haversack.contract.model.CommandName;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.records.Activities;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Marks an activity complete; section 5.2 of the facts. */
@ApplicationScoped
class CompleteActivity implements Command {

  @Override
  public CommandName name() {
    return CommandName.COMPLETE_ACTIVITY;
  }

  @Override
  public boolean takes(EntityModel entity) {
    return Activities.areWorkedOn(entity);
  }

  @Override
  public String madeFor() {
    return Completion.ACTIVITIES;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.time("actualend"), Parameter.status());
  }

  @Override
  public CommandEffect effect(CommandCall call, CommandFacts facts) {
    Rules.requireOpen(call);
    Sheet changes = new Sheet(call.entity());
    Completion.add(changes, call, call.time("actualend", facts.now()), facts);
    return new CommandEffect(changes.values(), List.of());
  }
}
