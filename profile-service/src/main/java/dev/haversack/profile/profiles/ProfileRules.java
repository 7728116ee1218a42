package dev.haversack.profile.profiles;

import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.ProfileLimits;
import dev.haversack.contract.model.SystemView;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that a profile keeps to be published. */
final class ProfileRules {

  private final Map<String, EntityMetadata> entities;
  private final List<SystemView> views;
  private final ProfileLimits limits;

  /** Rules for the profiles of an organization with these entities, views and limits. */
  ProfileRules(Map<String, EntityMetadata> entities, List<SystemView> views, ProfileLimits limits) {
    this.entities = entities;
    this.views = views;
    this.limits = limits;
  }

  /** All findings at once. */
  Findings check(Profile profile) {
    Findings findings = new Findings();
    if (profile.name().isBlank()) {
      findings.error("name", FindingCode.NAME_BLANK, "A profile needs a name.");
    }
    if (profile.items().isEmpty()) {
      findings.warning("items", FindingCode.NO_ITEMS, "Without items the profile takes nothing.");
    }
    if (profile.items().size() > limits.mostItems()) {
      findings.error(
          "items",
          FindingCode.TOO_MANY_ITEMS,
          "The organization allows %d items in a profile; this one has %d."
              .formatted(limits.mostItems(), profile.items().size()));
    }
    Set<String> seen = new HashSet<>();
    ViewLint viewLint = new ViewLint(profile.items(), entities, views, findings);
    for (int i = 0; i < profile.items().size(); i++) {
      item(profile.items().get(i), seen, "items[" + i + "]", viewLint, findings);
    }
    new ProcessItems(profile.items(), entities, findings).check();
    new AssociationRules(profile.items(), entities, limits, findings).check();
    return findings;
  }

  private void item(
      ProfileItem item, Set<String> seen, String path, ViewLint viewLint, Findings findings) {
    if (!seen.add(item.entity())) {
      findings.error(
          path + ".entity",
          FindingCode.ENTITY_TWICE,
          "A profile has one item per entity; " + item.entity() + " has one already.");
    }
    EntityMetadata entity = entities.get(item.entity());
    if (entity == null) {
      findings.error(
          path + ".entity",
          FindingCode.UNKNOWN_ENTITY,
          "There is no entity \"" + item.entity() + "\".");
      return;
    }
    new ItemRules(item, entity, entities, path, limits, findings).check();
    viewLint.check(entity, path + ".entity");
  }
}
