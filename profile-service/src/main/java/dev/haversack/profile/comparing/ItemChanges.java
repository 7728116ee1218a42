package dev.haversack.profile.comparing;

import dev.haversack.contract.model.Association;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.ProfileChange;
import dev.haversack.contract.model.ProfileChangeKind;
import dev.haversack.contract.model.ProfileItem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What changed in the items of one entity. */
final class ItemChanges {

  private final String entity;
  private final FilterWords words;
  private final List<ProfileChange> changes = new ArrayList<>();

  ItemChanges(String entity, Map<String, EntityMetadata> entities) {
    this.entity = entity;
    this.words = new FilterWords(entity, entities);
  }

  List<ProfileChange> compare(List<ProfileItem> before, List<ProfileItem> after) {
    int both = Math.min(before.size(), after.size());
    for (int i = 0; i < both; i++) {
      changed(before.get(i), after.get(i));
    }
    before
        .subList(both, before.size())
        .forEach(item ->
            add(ProfileChangeKind.ITEM_REMOVED, "is not taken any more; before: " + taken(item)));
    after
        .subList(both, after.size())
        .forEach(item -> add(ProfileChangeKind.ITEM_ADDED, "is taken now: " + taken(item)));
    return changes;
  }

  private void changed(ProfileItem before, ProfileItem after) {
    if (!distribution(before).equals(distribution(after))) {
      add(
          ProfileChangeKind.DISTRIBUTION,
          "is now taken as %s; before: %s".formatted(taken(after), taken(before)));
    } else {
      filter(before.filter(), after.filter());
    }
    columns(before.columns(), after.columns());
    associations(associationsOf(before), associationsOf(after));
    if (before.syncInterval() != after.syncInterval()) {
      add(
          ProfileChangeKind.SYNC_INTERVAL,
          "is asked for every %d minutes now; before: every %d"
              .formatted(after.syncInterval(), before.syncInterval()));
    }
    if (before.canBeFollowed() != after.canBeFollowed()) {
      add(
          ProfileChangeKind.FOLLOWING,
          after.canBeFollowed()
              ? "is taken as well where users follow it"
              : "is not taken any more just because users follow it");
    }
  }

  private void associations(List<Association> before, List<Association> after) {
    for (Association association : after) {
      if (!before.contains(association)) {
        add(ProfileChangeKind.ASSOCIATIONS, "brings along " + words(association) + " now");
      }
    }
    for (Association association : before) {
      if (!after.contains(association)) {
        add(
            ProfileChangeKind.ASSOCIATIONS,
            "does not bring along " + words(association) + " any more");
      }
    }
  }

  private static List<Association> associationsOf(ProfileItem item) {
    return Objects.requireNonNullElse(item.associations(), List.of());
  }

  private static String words(Association association) {
    return switch (association.direction()) {
      case PARENT -> "what it points to by " + association.relationship();
      case CHILDREN -> "what points to it by " + association.relationship();
    };
  }

  private void filter(@Nullable Filter before, @Nullable Filter after) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (before == null || after == null) {
      add(
          ProfileChangeKind.FILTER,
          after == null ? "has no filter any more" : "has the filter " + words.of(after));
      return;
    }
    new FilterChanges(words)
        .compare(before, after)
        .forEach(text -> add(ProfileChangeKind.FILTER, text));
  }

  private void columns(@Nullable List<String> before, @Nullable List<String> after) {
    if (before == null && after == null) {
      return;
    }
    if (before == null) {
      add(
          ProfileChangeKind.COLUMNS,
          "takes only the columns " + names(Objects.requireNonNull(after)) + "; before: all");
    } else if (after == null) {
      add(ProfileChangeKind.COLUMNS, "takes all columns; before: " + names(before));
    } else {
      difference(after, before, "takes the columns %s too");
      difference(before, after, "does not take the columns %s any more");
    }
  }

  private void difference(List<String> these, List<String> without, String text) {
    Set<String> left = new LinkedHashSet<>(these);
    without.forEach(left::remove);
    if (!left.isEmpty()) {
      add(ProfileChangeKind.COLUMNS, text.formatted(names(left)));
    }
  }

  private String taken(ProfileItem item) {
    Filter filter = item.filter();
    String columns = item.columns() == null ? "" : ", columns " + names(item.columns());
    List<Association> associations = associationsOf(item);
    String related =
        associations.isEmpty()
            ? ""
            : ", with "
                + associations.stream().map(ItemChanges::words).collect(Collectors.joining(", "));
    return distribution(item)
        + (filter == null ? "" : " " + words.of(filter))
        + columns
        + related
        + (item.canBeFollowed() ? ", and what users follow" : "");
  }

  private static String distribution(ProfileItem item) {
    return switch (item.distribution()) {
      case ALL -> "all records";
      case CUSTOM -> "records where";
      case ORGANIZATION -> "records of " + owners(item);
      case RELATED -> "related records only";
    };
  }

  private static String owners(ProfileItem item) {
    List<String> owners = new ArrayList<>();
    if (item.ownedByMe()) {
      owners.add("the user");
    }
    if (item.ownedByMyTeams()) {
      owners.add("his teams");
    }
    if (item.ownedByMyBusinessUnit()) {
      owners.add("his business unit");
    }
    return owners.isEmpty() ? "nobody" : String.join(" or ", owners);
  }

  private String names(Iterable<String> attributes) {
    return java.util.stream.StreamSupport.stream(attributes.spliterator(), false)
        .map(words::attribute)
        .collect(Collectors.joining(", "));
  }

  private void add(ProfileChangeKind kind, String text) {
    changes.add(new ProfileChange(kind, entity, words.entity() + " " + text + "."));
  }
}
