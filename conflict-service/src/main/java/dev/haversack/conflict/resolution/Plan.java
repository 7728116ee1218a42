package dev.haversack.conflict.resolution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a decision means for the failed action. */
sealed interface Plan {

  /**
   * Try the action again.
   *
   * @param operation what it does from now on; null for the same as before
   * @param attributes what it carries from now on; null for the same as before
   * @param baseVersion the record's version that the decision was made on; null where there is no
   *     record
   * @param sources of a merge: where attributes come from
   */
  record Apply(
      @Nullable Operation operation,
      @Nullable ObjectNode attributes,
      @Nullable Long baseVersion,
      List<AttributeMerge> sources)
      implements Plan {}

  /**
   * Give the action up.
   *
   * @param dependants whether what is held behind it is given up, too
   */
  record GiveUp(boolean dependants) implements Plan {}
}
