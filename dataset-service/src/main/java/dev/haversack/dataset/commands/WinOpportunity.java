package dev.haversack.dataset.commands;

import dev.haversack.contract.model.CommandName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Closes an opportunity as won; section 5.2 of the facts. */
@ApplicationScoped
class WinOpportunity implements Command {

  private static final int WON = 1;
  private static final int USUAL_STATUS = 3;

  @Override
  public CommandName name() {
    return CommandName.WIN_OPPORTUNITY;
  }

  @Override
  public Set<String> entities() {
    return Set.of(OpportunityCloser.ENTITY);
  }

  @Override
  public Set<Integer> states() {
    return Set.of(WON);
  }

  @Override
  public List<Parameter> parameters() {
    return OpportunityCloser.PARAMETERS;
  }

  @Override
  public CommandEffect effect(CommandCall call, CommandFacts facts) {
    return OpportunityCloser.close(call, facts, WON, USUAL_STATUS, call.value("estimatedvalue"));
  }
}
