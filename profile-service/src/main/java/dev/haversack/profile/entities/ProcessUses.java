package dev.haversack.profile.entities;

import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.ProcessFlow;
import dev.haversack.contract.model.ProcessStage;
import dev.haversack.contract.model.ProcessStep;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** What business process flows need of the entities that go through them. */
@Singleton
class ProcessUses implements EntityUses {

  @Override
  public List<String> ofEntity(UUID organizationId, String entity) {
    return flows(organizationId).entrySet().stream()
        .filter(flow -> !flow.getKey().equals(entity))
        .filter(flow -> names(flow.getValue(), entity))
        .map(flow -> "the process " + flow.getKey())
        .toList();
  }

  /** Whether a process can go offline is a matter of profiles. */
  @Override
  public List<String> ofOffline(UUID organizationId, String entity) {
    return List.of();
  }

  @Override
  public Set<String> attributes(UUID organizationId, EntityMetadata entity) {
    return flows(organizationId).values().stream()
        .flatMap(flow ->
            flow.stages().stream()
                .filter(stage -> flow.entityOf(stage).equals(entity.logicalName())))
        .flatMap(
            stage -> Objects.requireNonNullElse(stage.steps(), List.<ProcessStep>of()).stream())
        .map(ProcessStep::attribute)
        .collect(Collectors.toSet());
  }

  private static boolean names(ProcessFlow flow, String entity) {
    return flow.entities().contains(entity)
        || flow.stages().stream().map(ProcessStage::childFlow).anyMatch(entity::equals);
  }

  private static Map<String, ProcessFlow> flows(UUID organizationId) {
    Map<String, ProcessFlow> flows = new TreeMap<>();
    for (EntityRow row : EntityRow.all(organizationId)) {
      ProcessFlow flow = row.metadata.processFlow();
      if (flow != null) {
        flows.put(row.logicalName, flow);
      }
    }
    return flows;
  }
}
