package dev.haversack.profile.filters;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.contract.model.Ownership;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Recognizes custom filters that say what a distribution says. */
final class OwnerFilters {

  private OwnerFilters() {}

  /** The distribution in words, if the filter takes the same records. */
  static Optional<String> sameAs(Filter filter, EntityMetadata entity) {
    return switch (filter) {
      case AndFilter(var parts) when parts.isEmpty() -> Optional.of("the distribution \"all\"");
      case AndFilter(var parts) when parts.size() == 1 -> sameAs(parts.getFirst(), entity);
      case AndFilter and -> Optional.empty();
      case OrFilter(var parts) when parts.isEmpty() -> Optional.empty();
      case OrFilter(var parts) -> sameAsAnyOf(parts, entity);
      case LinkFilter link -> Optional.empty();
      case Condition condition -> sameAsAnyOf(List.of(condition), entity);
    };
  }

  private static Optional<String> sameAsAnyOf(List<Filter> parts, EntityMetadata entity) {
    Set<String> flags = new LinkedHashSet<>();
    for (Filter part : parts) {
      List<String> one = part instanceof Condition condition ? flags(condition, entity) : List.of();
      if (one.isEmpty()) {
        return Optional.empty();
      }
      flags.addAll(one);
    }
    return Optional.of("the distribution \"organization\" with " + String.join(", ", flags));
  }

  private static List<String> flags(Condition condition, EntityMetadata entity) {
    boolean owner = condition.attribute().equals("ownerid") && entity.ownership() == Ownership.USER;
    boolean unit =
        condition.attribute().equals("owningbusinessunit")
            && (entity.ownership() == Ownership.USER || entity.ownership() == Ownership.BUSINESS);
    return switch (condition.operator()) {
      case EQ_USERID -> owner ? List.of("ownedByMe") : List.of();
      case EQ_USERTEAMS -> owner ? List.of("ownedByMyTeams") : List.of();
      case EQ_USERORUSERTEAMS -> owner ? List.of("ownedByMe", "ownedByMyTeams") : List.of();
      case EQ_BUSINESSID -> unit ? List.of("ownedByMyBusinessUnit") : List.of();
      default -> List.of();
    };
  }
}
