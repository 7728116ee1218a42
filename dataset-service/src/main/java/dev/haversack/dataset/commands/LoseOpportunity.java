package dev.haversack.dataset.commands;

import dev.haversack.contract.model.CommandName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Closes an opportunity as lost; section 5.2 of the facts. */
@ApplicationScoped
class LoseOpportunity implements Command {

  private static final int LOST = 2;
  private static final int CANCELED = 4;

  @Override
  public CommandName name() {
    return CommandName.LOSE_OPPORTUNITY;
  }

  @Override
  public Set<String> entities() {
    return Set.of(OpportunityCloser.ENTITY);
  }

  @Override
  public Set<Integer> states() {
    return Set.of(LOST);
  }

  @Override
  public List<Parameter> parameters() {
    return OpportunityCloser.PARAMETERS;
  }

  @Override
  public CommandEffect effect(CommandCall call, CommandFacts facts) {
    return OpportunityCloser.close(call, facts, LOST, CANCELED, Optional.empty());
  }
}
