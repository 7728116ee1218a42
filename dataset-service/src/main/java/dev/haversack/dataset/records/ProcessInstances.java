package dev.haversack.dataset.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ProcessFlow;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the server keeps of the instances of business process flows; section 5.1 of the facts. The
 * stages themselves are moved by commands.
 */
final class ProcessInstances {

  private static final String CREATED_ON = "createdon";

  private ProcessInstances() {}

  /**
   * An instance begins in the first stage.
   *
   * @throws ProblemException {@code process-draft}
   */
  static void begin(EntityModel entity, ObjectNode attributes, String now) {
    ProcessFlow flow = entity.processFlow().orElse(null);
    if (flow == null) {
      return;
    }
    if (flow.draft()) {
      throw ProblemException.of(
          ProblemCode.PROCESS_DRAFT, "The process " + entity.name() + " is not in use yet.");
    }
    String first = flow.stages().getFirst().stageId().toString();
    attributes.put(ProcessFlow.ACTIVE_STAGE, first);
    attributes.put(ProcessFlow.TRAVERSED_PATH, first);
    attributes.put(ProcessFlow.ACTIVE_STAGE_SINCE, now);
    complete(attributes, now);
  }

  /**
   * What goes with a change: when an instance was finished, and how long it took.
   *
   * @param before the former values of what changes
   * @param after the record as it will be
   * @throws ProblemException {@code read-only-attribute} when it should go to another record
   */
  static void changed(EntityModel entity, ObjectNode before, ObjectNode after, String now) {
    ProcessFlow flow = entity.processFlow().orElse(null);
    if (flow == null) {
      return;
    }
    if (before.has(flow.lookup())) {
      Findings.raise(
          List.of(
              Findings.of(
                  flow.lookup(),
                  ProblemCode.READ_ONLY_ATTRIBUTE,
                  "An instance stays with its record.")));
    }
    if (before.has(EntityModel.STATE) || before.has(EntityModel.STATUS)) {
      keepFormer(after, before, ProcessFlow.COMPLETED_ON);
      keepFormer(after, before, ProcessFlow.DURATION);
      complete(after, now);
    }
  }

  private static void complete(ObjectNode attributes, String now) {
    attributes.remove(List.of(ProcessFlow.COMPLETED_ON, ProcessFlow.DURATION));
    if (attributes.path(EntityModel.STATUS).asInt() == ProcessFlow.FINISHED) {
      attributes.put(ProcessFlow.COMPLETED_ON, now);
      attributes.put(
          ProcessFlow.DURATION,
          Duration.between(
                  Instant.parse(attributes.path(CREATED_ON).asText(now)), Instant.parse(now))
              .toMinutes());
    }
  }

  private static void keepFormer(ObjectNode after, ObjectNode before, String attribute) {
    JsonNode former = after.get(attribute);
    before.set(attribute, former == null ? JsonNodeFactory.instance.nullNode() : former);
  }

  /**
   * Refuses a second active instance of one record.
   *
   * @param before the former values of what changes; null for a new instance
   * @throws ProblemException {@code process-running}
   */
  static void checkAlone(
      EntityModel entity,
      UUID id,
      @Nullable ObjectNode before,
      ObjectNode after,
      OpenRecords open) {
    boolean begins =
        entity.processFlow().isPresent()
            && Activities.isOpen(after)
            && (before == null || before.has(EntityModel.STATE));
    if (!begins) {
      return;
    }
    UUID record = UUID.fromString(after.path(entity.processFlow().get().lookup()).asText());
    if (open.below(record)
        .anyMatch(key -> key.entity().equals(entity.name()) && !key.id().equals(id))) {
      throw running();
    }
  }

  /** The refusal of a second active instance. */
  static ProblemException running() {
    return ProblemException.of(
        ProblemCode.PROCESS_RUNNING, "The record has an active instance of this process.");
  }
}
