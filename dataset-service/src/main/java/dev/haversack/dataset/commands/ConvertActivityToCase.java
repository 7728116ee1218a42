package dev.haversack.dataset.commands;

import dev.haversack.contract.model.CommandName;
import dev.haversack.dataset.records.RecordKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Makes a case of an appointment; section 5.2 of the facts. */
@ApplicationScoped
class ConvertActivityToCase implements Command {

  private static final String ID = "incidentid";

  @Override
  public CommandName name() {
    return CommandName.CONVERT_ACTIVITY_TO_CASE;
  }

  @Override
  public Set<String> entities() {
    return Set.of("appointment");
  }

  @Override
  public List<Parameter> parameters() {
    return ActivityConverter.parameters(ID);
  }

  @Override
  public CommandEffect effect(CommandCall call, CommandFacts facts) {
    var made = new RecordKey("incident", call.id(ID).orElseThrow());
    return ActivityConverter.convert(call, facts, made, "title", sheet -> {});
  }
}
