package dev.haversack.dataset.slices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.contract.model.User;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.filter.CallerIds;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which variants of slices the users of an organization need. */
final class Variants {

  private final Map<UUID, Set<Variant>> byProfile = new HashMap<>();

  Variants(OrganizationModel organization) {
    for (User user : organization.directory().users()) {
      for (PublishedProfile profile : organization.profilesOf(user.id())) {
        byProfile
            .computeIfAbsent(profile.profileId(), id -> new LinkedHashSet<>())
            .add(Variant.of(organization, user.id()));
      }
    }
  }

  /** Those of the users who have a profile. */
  Set<Variant> of(UUID profileId) {
    return byProfile.getOrDefault(profileId, Set.of());
  }

  /** Whether a filter looks at a calendar or a language. */
  static boolean matterTo(Filter filter) {
    return switch (filter) {
      case AndFilter(List<Filter> parts) -> parts.stream().anyMatch(Variants::matterTo);
      case OrFilter(List<Filter> parts) -> parts.stream().anyMatch(Variants::matterTo);
      case Condition condition -> condition.operator().dependsOnTime() || isOnLanguage(condition);
    };
  }

  /** The filter for users of a language: it looks at the record where it looked at the language. */
  static Filter inLanguage(Filter filter, Variant variant) {
    return switch (filter) {
      case AndFilter(List<Filter> parts) ->
          new AndFilter(parts.stream().map(part -> inLanguage(part, variant)).toList());
      case OrFilter(List<Filter> parts) ->
          new OrFilter(parts.stream().map(part -> inLanguage(part, variant)).toList());
      case Condition condition ->
          isOnLanguage(condition)
              ? new Condition(condition.attribute(), Operator.IN, null, languages(variant))
              : condition;
    };
  }

  private static boolean isOnLanguage(Condition condition) {
    return condition.operator() == Operator.EQ_USERLANGUAGE;
  }

  private static List<JsonNode> languages(Variant variant) {
    return CallerIds.languages(variant.languageCode()).stream()
        .<JsonNode>map(IntNode::valueOf)
        .toList();
  }
}
