package dev.haversack.profile.profiles;

import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.ProcessFlow;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a profile keeps to so that business process flows work offline; section 5.1 of the facts.
 * Without a flow among its items it need not keep to anything: then they are for online use.
 */
final class ProcessItems {

  private final Map<String, ProcessFlow> flows = new TreeMap<>();
  private final List<ProfileItem> items;
  private final Set<String> taken;
  private final Findings findings;

  ProcessItems(List<ProfileItem> items, Map<String, EntityMetadata> entities, Findings findings) {
    entities.forEach((name, entity) -> {
      ProcessFlow flow = entity.processFlow();
      if (flow != null) {
        flows.put(name, flow);
      }
    });
    this.items = items;
    this.taken = items.stream().map(ProfileItem::entity).collect(Collectors.toSet());
    this.findings = findings;
  }

  void check() {
    for (int i = 0; i < items.size(); i++) {
      ProcessFlow flow = flows.get(items.get(i).entity());
      if (flow != null) {
        check(items.get(i).entity(), flow, "items[" + i + "].entity");
      }
    }
  }

  private void check(String name, ProcessFlow flow, String path) {
    if (flow.crossesEntities()) {
      findings.error(
          path,
          FindingCode.PROCESS_CROSSES_ENTITIES,
          "The process %s leads through several entities, which does not work offline."
              .formatted(name));
    }
    if (flow.hasChildren()) {
      findings.error(
          path,
          FindingCode.PROCESS_HAS_CHILD,
          "The process %s has child processes, which do not work offline.".formatted(name));
    }
    if (!taken.contains(flow.entity())) {
      findings.error(
          path,
          FindingCode.PROCESS_ENTITY_NOT_IN_PROFILE,
          "Records of %s go through the process; the profile needs an item for them."
              .formatted(flow.entity()));
    }
    List<String> missing =
        flows.entrySet().stream()
            .filter(other -> !other.getValue().draft())
            .filter(other -> other.getValue().entities().contains(flow.entity()))
            .map(Map.Entry::getKey)
            .filter(other -> !taken.contains(other))
            .toList();
    if (!missing.isEmpty()) {
      findings.error(
          path,
          FindingCode.PROCESS_NOT_IN_PROFILE,
          "All processes that records of %s go through must be in the profile; missing: %s."
              .formatted(flow.entity(), String.join(", ", missing)));
    }
  }
}
