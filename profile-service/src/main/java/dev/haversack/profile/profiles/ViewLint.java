package dev.haversack.profile.profiles;

import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.SystemView;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import dev.haversack.profile.views.ViewEntities;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Warns of the system views of a profile's entities that devices cannot show, because they refer to
 * entities that do not go offline with the profile: section 6.1 of the facts. (The entities whose
 * views the product does not show offline at all are no exception here: their records go offline
 * like any others.)
 */
final class ViewLint {

  private final List<SystemView> views;
  private final Map<String, EntityMetadata> entities;
  private final Findings findings;
  private final Set<String> taken;

  ViewLint(
      List<ProfileItem> items,
      Map<String, EntityMetadata> entities,
      List<SystemView> views,
      Findings findings) {
    this.views = views;
    this.entities = entities;
    this.findings = findings;
    this.taken = items.stream().map(ProfileItem::entity).collect(Collectors.toSet());
  }

  /** Checks the views of the entity of one item. */
  void check(EntityMetadata entity, String path) {
    views.stream()
        .filter(view -> view.entity().equals(entity.logicalName()))
        .forEach(view ->
            ViewEntities.neededBy(view, entities).forEach(anyOf -> needs(view, anyOf, path)));
  }

  private void needs(SystemView view, Set<String> anyOf, String path) {
    if (anyOf.stream().anyMatch(taken::contains)) {
      return;
    }
    if (anyOf.stream().anyMatch(this::isOffline)) {
      warn(view, anyOf, path, FindingCode.VIEW_NEEDS_ITEM, "which the profile has no item for");
    } else {
      warn(view, anyOf, path, FindingCode.VIEW_NEEDS_OFFLINE, "which is not enabled for offline");
    }
  }

  private void warn(SystemView view, Set<String> anyOf, String path, FindingCode code, String why) {
    findings.warning(
        path,
        code,
        "Devices cannot show the view \"%s\": it refers to %s, %s."
            .formatted(view.name(), String.join(" or ", anyOf), why));
  }

  private boolean isOffline(String name) {
    EntityMetadata entity = entities.get(name);
    return entity != null && entity.offline().enabled();
  }
}
