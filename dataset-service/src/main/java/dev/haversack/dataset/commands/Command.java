package dev.haversack.dataset.commands;

import dev.haversack.contract.model.CommandName;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.platform.problem.ProblemException;
import java.util.List;
import java.util.Set;

/**
 * A registered command. It decides what is to be changed; rights, validation, conflicts and writing
 * are the same as for creates and updates, and none of its business.
 */
public interface Command {

  /** Its name. */
  CommandName name();

  /** The entities whose records it can be given to, where it is made for certain ones. */
  default Set<String> entities() {
    return Set.of();
  }

  /** Whether it can be given to records of an entity. */
  default boolean takes(EntityModel entity) {
    return entities().contains(entity.name());
  }

  /** What it is made for, in words. */
  default String madeFor() {
    return "records of " + String.join(", ", entities().stream().sorted().toList());
  }

  /**
   * States that records get by it alone: it does more than to set them. Others get there by
   * updates, too.
   */
  default Set<Integer> states() {
    return Set.of();
  }

  /** What it takes, as its schema in the contract says. */
  List<Parameter> parameters();

  /**
   * What it would change.
   *
   * @throws ProblemException when the state of things does not allow it
   */
  CommandEffect effect(CommandCall call, CommandFacts facts);
}
