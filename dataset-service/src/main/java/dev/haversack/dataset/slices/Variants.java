package dev.haversack.dataset.slices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
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

  private static final UUID NOBODY = new UUID(0, 0);

  private final Map<UUID, Set<Variant>> byProfile = new HashMap<>();
  private final Set<Variant> usual;

  Variants(OrganizationModel organization) {
    usual = Set.of(Variant.of(organization, NOBODY));
    for (User user : organization.directory().users()) {
      for (PublishedProfile profile : organization.profilesOf(user.id())) {
        byProfile
            .computeIfAbsent(profile.profileId(), id -> new LinkedHashSet<>())
            .add(Variant.of(organization, user.id()));
      }
    }
  }

  /**
   * Those of the users who have a profile. The organization's while nobody has it: an item without
   * any slice would say that it takes nothing, and the first user would believe it.
   */
  Set<Variant> of(UUID profileId) {
    return byProfile.getOrDefault(profileId, usual);
  }

  /** Whether a filter looks at a calendar or a language. */
  static boolean matterTo(Filter filter) {
    return switch (filter) {
      case AndFilter(List<Filter> parts) -> parts.stream().anyMatch(Variants::matterTo);
      case OrFilter(List<Filter> parts) -> parts.stream().anyMatch(Variants::matterTo);
      case LinkFilter(Link link) -> link.filter() != null && matterTo(link.filter());
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
      case LinkFilter(Link link) ->
          new LinkFilter(
              link.with(link.filter() == null ? null : inLanguage(link.filter(), variant)));
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
