package dev.haversack.dataset.commands;

import dev.haversack.contract.model.CommandName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Closes a lead that leads nowhere; section 5.2 of the facts. */
@ApplicationScoped
class DisqualifyLead implements Command {

  private static final int DISQUALIFIED = 2;
  private static final int LOST = 4;

  @Override
  public CommandName name() {
    return CommandName.DISQUALIFY_LEAD;
  }

  @Override
  public Set<String> entities() {
    return Set.of("lead");
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.status());
  }

  @Override
  public CommandEffect effect(CommandCall call, CommandFacts facts) {
    Rules.requireOpen(call);
    Sheet changes = new Sheet(call.entity()).state(DISQUALIFIED, call.status(LOST));
    return new CommandEffect(changes.values(), List.of());
  }
}
