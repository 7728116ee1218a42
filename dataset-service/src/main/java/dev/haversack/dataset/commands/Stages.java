package dev.haversack.dataset.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.ProcessFlow;
import dev.haversack.contract.model.ProcessStage;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordRow;
import dev.haversack.dataset.records.Values;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where an instance of a business process flow is, and where it can go; section 5.1 of the facts.
 */
public final class Stages {

  /** What such commands are made for, in words. */
  static final String INSTANCES = "instances of business process flows";

  /** The parameter that names a stage. */
  static final String STAGE = "stageid";

  private static final String SEPARATOR = ",";

  private final CommandCall call;
  private final ProcessFlow flow;
  private final List<UUID> path;

  private Stages(CommandCall call, ProcessFlow flow) {
    this.call = call;
    this.flow = flow;
    this.path =
        Stream.of(text(ProcessFlow.TRAVERSED_PATH).split(SEPARATOR))
            .filter(id -> !id.isEmpty())
            .map(UUID::fromString)
            .filter(id -> flow.stage(id).isPresent())
            .toList();
  }

  /**
   * Where the command's instance is.
   *
   * @throws ProblemException {@code not-open}, {@code process-not-offline}
   */
  static Stages of(CommandCall call) {
    Rules.requireOpen(call);
    requireOffline(call.entity());
    return new Stages(call, call.entity().processFlow().orElseThrow());
  }

  /**
   * Refuses instances of flows that work online only.
   *
   * @throws ProblemException {@code process-not-offline}
   */
  public static void requireOffline(EntityModel entity) {
    boolean refused =
        entity
            .processFlow()
            .filter(flow -> flow.crossesEntities() || flow.hasChildren())
            .isPresent();
    if (refused) {
      throw ProblemException.of(
          ProblemCode.PROCESS_NOT_OFFLINE,
          "The process " + entity.name() + " leads to other entities, or has child processes.");
    }
  }

  /** Whether the instance is where the device wants it to be already. */
  boolean isThere() {
    return call.id(STAGE)
        .filter(id -> id.toString().equals(text(ProcessFlow.ACTIVE_STAGE)))
        .isPresent();
  }

  /** The stage that follows. */
  Optional<ProcessStage> next() {
    return active()
        .map(stage -> flow.stages().indexOf(stage) + 1)
        .filter(index -> index < flow.stages().size())
        .map(flow.stages()::get);
  }

  /**
   * The stages that it came through, as far as the flow has them still, without the present one.
   */
  List<ProcessStage> before() {
    String active = text(ProcessFlow.ACTIVE_STAGE);
    return path.stream()
        .filter(id -> !id.toString().equals(active))
        .flatMap(id -> flow.stage(id).stream())
        .toList();
  }

  /** The first of all, for an instance whose stages the flow does not have any more. */
  ProcessStage first() {
    return flow.stages().getFirst();
  }

  /**
   * Refuses as long as a required step of the present stage has no value.
   *
   * @throws ProblemException {@code required-step-missing}
   */
  void requireSteps(CommandFacts facts) {
    RecordRow record =
        Optional.of(text(flow.lookup()))
            .filter(id -> !id.isEmpty())
            .map(UUID::fromString)
            .flatMap(id -> facts.record(new RecordKey(flow.entity(), id)))
            .orElseThrow(() ->
                ProblemException.of(
                    ProblemCode.UNKNOWN_REFERENCE,
                    "The record that goes through the process is not there (any more)."));
    List<FieldError> missing =
        active().stream()
            .flatMap(stage -> stage.requiredAttributes().stream())
            .filter(name -> Values.isAbsent(record.attributes().get(name)))
            .map(name ->
                new FieldError(
                    "attributes." + name,
                    ProblemCode.REQUIRED_STEP_MISSING.code(),
                    "The " + flow.entity() + " needs a value before the stage can be left."))
            .toList();
    if (!missing.isEmpty()) {
      throw ProblemException.of(
          ProblemCode.REQUIRED_STEP_MISSING, "Required steps of the stage have no value.", missing);
    }
  }

  /** The stage to go to, if it is the one that the device names, or if that names none. */
  ProcessStage named(Optional<ProcessStage> stage) {
    return stage
        .filter(s -> call.id(STAGE).filter(id -> !id.equals(s.stageId())).isEmpty())
        .orElseThrow(Stages::notReachable);
  }

  /** The refusal of a stage. */
  static ProblemException notReachable() {
    return ProblemException.of(
        ProblemCode.STAGE_NOT_REACHABLE,
        "The process cannot go there from the stage that it is in.");
  }

  /** Goes on. */
  CommandEffect forward(ProcessStage stage, CommandFacts facts) {
    if (path.contains(stage.stageId())) {
      return back(stage, facts);
    }
    return to(stage, Stream.concat(path.stream(), Stream.of(stage.stageId())).toList(), facts);
  }

  /** Goes back; what came after the stage counts as not gone through. */
  CommandEffect back(ProcessStage stage, CommandFacts facts) {
    int index = path.indexOf(stage.stageId());
    return to(stage, index < 0 ? List.of(stage.stageId()) : path.subList(0, index + 1), facts);
  }

  /** Stays. */
  static CommandEffect nothing() {
    return new CommandEffect(JsonNodeFactory.instance.objectNode(), List.of());
  }

  private static CommandEffect to(ProcessStage stage, List<UUID> path, CommandFacts facts) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    kept.put(ProcessFlow.ACTIVE_STAGE, stage.stageId().toString());
    kept.put(ProcessFlow.ACTIVE_STAGE_SINCE, facts.now().toString());
    kept.put(
        ProcessFlow.TRAVERSED_PATH,
        String.join(SEPARATOR, path.stream().map(UUID::toString).toList()));
    return new CommandEffect(JsonNodeFactory.instance.objectNode(), kept, List.of());
  }

  private Optional<ProcessStage> active() {
    return Optional.of(text(ProcessFlow.ACTIVE_STAGE))
        .filter(id -> !id.isEmpty())
        .map(UUID::fromString)
        .flatMap(flow::stage);
  }

  private String text(String attribute) {
    return call.target().attributes().path(attribute).asText("");
  }
}
