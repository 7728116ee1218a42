package dev.haversack.profile.entities;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.ProcessFlow;
import dev.haversack.contract.model.ProcessStage;
import dev.haversack.contract.model.ProcessStep;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a business process flow keeps; section 5.1 of the facts. What works online only is
 * no fault of it: that is refused where it is to go offline.
 */
final class ProcessRules {

  private static final int MOST_FLOWS = 10;
  private static final int MOST_ENTITIES = 5;
  private static final String PATH = "processFlow";

  private final EntityMetadata next;
  private final @Nullable EntityMetadata present;
  private final Map<String, EntityMetadata> entities;
  private final Findings findings;

  /**
   * Rules for one change.
   *
   * @param present the entity as it is; null when it is new
   * @param entities all entities, this one as it would be
   */
  ProcessRules(
      EntityMetadata next,
      @Nullable EntityMetadata present,
      Map<String, EntityMetadata> entities,
      Findings findings) {
    this.next = next;
    this.present = present;
    this.entities = entities;
    this.findings = findings;
  }

  void check() {
    stays();
    ProcessFlow flow = next.processFlow();
    if (flow == null) {
      return;
    }
    if (!next.custom()) {
      findings.error(
          PATH,
          FindingCode.PROPERTY_NOT_ALLOWED,
          "Records of a built-in entity are no instances of a process.");
    }
    goesThrough(flow.entity(), PATH + ".entity");
    limits(flow);
    stages(flow);
  }

  private void stays() {
    if (present != null && !flowEntity(present).equals(flowEntity(next))) {
      findings.error(
          PATH,
          FindingCode.PROCESS_CHANGED,
          "Whether an entity has a process, and whose records go through it, is chosen once.");
    }
  }

  private static Optional<String> flowEntity(EntityMetadata entity) {
    return Optional.ofNullable(entity.processFlow()).map(ProcessFlow::entity);
  }

  /** Records of the directory are nobody's to work on, and instances have no process themselves. */
  private void goesThrough(String name, String path) {
    EntityMetadata entity = entities.get(name);
    if (entity == null) {
      findings.error(path, FindingCode.UNKNOWN_ENTITY, "There is no entity \"" + name + "\".");
    } else if (entity.directory() || entity.processFlow() != null) {
      findings.error(
          path, FindingCode.OTHER_ENTITY, "Records of " + name + " cannot go through a process.");
    }
  }

  private void limits(ProcessFlow flow) {
    long others =
        entities.values().stream()
            .filter(other -> !other.logicalName().equals(next.logicalName()))
            .flatMap(other -> Stream.ofNullable(other.processFlow()))
            .filter(other -> !other.draft() && other.entity().equals(flow.entity()))
            .count();
    if (!flow.draft() && others >= MOST_FLOWS) {
      findings.error(
          PATH,
          FindingCode.TOO_MANY_PROCESSES,
          "The entity %s has %d processes in use already; more are not allowed."
              .formatted(flow.entity(), others));
    }
    if (flow.entities().size() > MOST_ENTITIES) {
      findings.error(
          PATH + ".stages",
          FindingCode.TOO_MANY_PROCESS_ENTITIES,
          "A process leads through %d entities at most; this one through %d."
              .formatted(MOST_ENTITIES, flow.entities().size()));
    }
  }

  private void stages(ProcessFlow flow) {
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < flow.stages().size(); i++) {
      ProcessStage stage = flow.stages().get(i);
      String path = PATH + ".stages[" + i + "]";
      if (!seen.add(stage.stageId())) {
        findings.error(
            path + ".stageId", FindingCode.DUPLICATE, "An earlier stage has this id already.");
      }
      if (stage.entity() != null) {
        goesThrough(stage.entity(), path + ".entity");
      }
      child(stage, path + ".childFlow");
      steps(stage, entities.get(flow.entityOf(stage)), path + ".steps");
    }
  }

  private void child(ProcessStage stage, String path) {
    String child = stage.childFlow();
    if (child == null) {
      return;
    }
    EntityMetadata entity = entities.get(child);
    if (entity == null || entity.processFlow() == null) {
      findings.error(path, FindingCode.UNKNOWN_ENTITY, "\"" + child + "\" has no process.");
    } else if (leadsBack(child, new HashSet<>())) {
      findings.error(path, FindingCode.CYCLE, "A process is not gone through within itself.");
    }
  }

  private boolean leadsBack(String flow, Set<String> seen) {
    if (flow.equals(next.logicalName())) {
      return true;
    }
    ProcessFlow process =
        Optional.ofNullable(entities.get(flow)).map(EntityMetadata::processFlow).orElse(null);
    return process != null
        && seen.add(flow)
        && process.stages().stream()
            .flatMap(stage -> Stream.ofNullable(stage.childFlow()))
            .anyMatch(child -> leadsBack(child, seen));
  }

  private void steps(ProcessStage stage, @Nullable EntityMetadata entity, String path) {
    if (entity == null) {
      return;
    }
    List<ProcessStep> steps = Objects.requireNonNullElse(stage.steps(), List.of());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < steps.size(); i++) {
      String name = steps.get(i).attribute();
      String field = path + "[" + i + "].attribute";
      Optional<Attribute> attribute =
          entity.attributes().stream().filter(a -> a.logicalName().equals(name)).findFirst();
      if (attribute.isEmpty()) {
        findings.error(
            field,
            FindingCode.UNKNOWN_ATTRIBUTE,
            "The entity %s has no attribute \"%s\".".formatted(entity.logicalName(), name));
      } else if (attribute.get().secured()) {
        findings.error(
            field,
            FindingCode.SECURED_ATTRIBUTE,
            name + " is secured: who works on the record could not fill it in.");
      }
      if (!seen.add(name)) {
        findings.error(field, FindingCode.DUPLICATE, name + " is there twice.");
      }
    }
  }
}
