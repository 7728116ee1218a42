package dev.haversack.dataset.commands;

import dev.haversack.contract.model.CommandName;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.records.Activities;
import dev.haversack.dataset.records.RecordKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Makes an opportunity of an activity; section 5.2 of the facts. */
@ApplicationScoped
class ConvertActivityToOpportunity implements Command {

  private static final String ID = "opportunityid";

  @Override
  public CommandName name() {
    return CommandName.CONVERT_ACTIVITY_TO_OPPORTUNITY;
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
    return Stream.concat(
            ActivityConverter.parameters(ID).stream(), OpportunityMaker.PARAMETERS.stream())
        .toList();
  }

  @Override
  public CommandEffect effect(CommandCall call, CommandFacts facts) {
    var made = new RecordKey("opportunity", call.id(ID).orElseThrow());
    return ActivityConverter.convert(
        call, facts, made, "name", sheet -> OpportunityMaker.add(sheet, call));
  }
}
