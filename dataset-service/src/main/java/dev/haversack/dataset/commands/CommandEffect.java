package dev.haversack.dataset.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ProcessFlow;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.records.RecordKey;
import java.util.List;

/**
 * What a command changes.
 *
 * @param changes attributes of its record
 * @param kept attributes of its record that the server keeps
 * @param created records to make, in this order
 */
public record CommandEffect(ObjectNode changes, ObjectNode kept, List<NewRecord> created) {

  /** Without anything that the server keeps. */
  public CommandEffect(ObjectNode changes, List<NewRecord> created) {
    this(changes, JsonNodeFactory.instance.objectNode(), created);
  }

  /**
   * What counts when somebody else changed the record meanwhile. The status reason does not: a
   * command looks itself at its record being open. Nor does since when a stage is active.
   */
  public ObjectNode decisive() {
    ObjectNode decisive = changes.deepCopy().setAll(kept);
    decisive.remove(List.of(EntityModel.STATUS, ProcessFlow.ACTIVE_STAGE_SINCE));
    return decisive;
  }

  /**
   * A record to make.
   *
   * @param key which
   * @param attributes its values
   */
  public record NewRecord(RecordKey key, ObjectNode attributes) {}
}
