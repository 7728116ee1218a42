package dev.haversack.profile.comparing;

import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.ProfileChange;
import dev.haversack.contract.model.ProfileChangeKind;
import dev.haversack.contract.model.ProfileItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says in words what changed in a profile. */
public final class ProfileComparer {

  private final Map<String, EntityMetadata> entities;

  /** A comparer that calls entities and attributes by their present names for people. */
  public ProfileComparer(Map<String, EntityMetadata> entities) {
    this.entities = entities;
  }

  /** What changed; empty exactly when both are equal. */
  public List<ProfileChange> compare(ProfileContent before, ProfileContent after) {
    List<ProfileChange> changes = new ArrayList<>();
    name(before, after, changes);
    description(before.description(), after.description(), changes);
    items(byEntity(before), byEntity(after), changes);
    if (changes.isEmpty() && !before.equals(after)) {
      changes.add(
          new ProfileChange(
              ProfileChangeKind.ORDER,
              null,
              "Only the order changed in which things are written; that of the items is the one in which devices download."));
    }
    return changes;
  }

  private static void name(
      ProfileContent before, ProfileContent after, List<ProfileChange> changes) {
    if (!before.name().equals(after.name())) {
      changes.add(
          new ProfileChange(
              ProfileChangeKind.NAME,
              null,
              "The name changed from \"%s\" to \"%s\".".formatted(before.name(), after.name())));
    }
  }

  private static void description(
      @Nullable String before, @Nullable String after, List<ProfileChange> changes) {
    if (!Objects.equals(before, after)) {
      changes.add(
          new ProfileChange(
              ProfileChangeKind.DESCRIPTION,
              null,
              after == null
                  ? "The description was removed."
                  : "The description is now \"%s\".".formatted(after)));
    }
  }

  private void items(
      Map<String, List<ProfileItem>> before,
      Map<String, List<ProfileItem>> after,
      List<ProfileChange> changes) {
    before.forEach((entity, items) -> {
      List<ProfileItem> now = after.getOrDefault(entity, List.of());
      changes.addAll(new ItemChanges(entity, entities).compare(items, now));
    });
    after.forEach((entity, items) -> {
      if (!before.containsKey(entity)) {
        changes.addAll(new ItemChanges(entity, entities).compare(List.of(), items));
      }
    });
  }

  /** Drafts that cannot be published may have an entity twice. */
  private static Map<String, List<ProfileItem>> byEntity(ProfileContent content) {
    Map<String, List<ProfileItem>> items = new LinkedHashMap<>();
    content
        .items()
        .forEach(item -> items.computeIfAbsent(item.entity(), e -> new ArrayList<>()).add(item));
    return items;
  }
}
