package dev.haversack.replay.processing;

import dev.haversack.contract.model.ApplyResult;
import java.util.List;

/** What came of sending a group of actions. */
sealed interface GroupAnswer {

  /**
   * dataset-service answered.
   *
   * @param results one for each action of the group, in order
   */
  record Answered(List<ApplyResult> results) implements GroupAnswer {}

  /**
   * A later attempt of an action was decided already, and nothing was applied. Whoever holds the
   * device's turn sends the latest attempt that it knows of: so this database is older than
   * dataset-service's, restored perhaps.
   */
  record Closed() implements GroupAnswer {}

  /**
   * No answer that can be used. Whether anything was applied is unknown, which is why the same
   * actions are sent again under the same ids.
   *
   * @param reason what the operator should know; no contents
   */
  record NotNow(String reason) implements GroupAnswer {}
}
