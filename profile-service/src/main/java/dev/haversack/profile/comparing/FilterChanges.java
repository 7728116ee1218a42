package dev.haversack.profile.comparing;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What changed in a filter: the parts that came and went, where both have the same form. */
final class FilterChanges {

  private final FilterWords words;

  FilterChanges(FilterWords words) {
    this.words = words;
  }

  /** Endings of a sentence about the entity; empty when only the order of the parts changed. */
  List<String> compare(Filter before, Filter after) {
    if (before instanceof OrFilter(var old) && after instanceof OrFilter(var now)) {
      return parts(old, now, "is also taken where %s", "is not taken any more just because %s");
    }
    if (before instanceof OrFilter || after instanceof OrFilter) {
      return List.of(
          "is now taken where %s; before: where %s".formatted(words.of(after), words.of(before)));
    }
    return parts(
        conjuncts(before),
        conjuncts(after),
        "is taken only where %s, in addition to what the filter asked before",
        "is taken no matter whether %s");
  }

  private static List<Filter> conjuncts(Filter filter) {
    return switch (filter) {
      case AndFilter(var parts) -> parts;
      case OrFilter or -> List.of(or);
      case LinkFilter link -> List.of(link);
      case Condition condition -> List.of(condition);
    };
  }

  private List<String> parts(List<Filter> before, List<Filter> after, String came, String went) {
    List<String> texts = new ArrayList<>();
    minus(after, before).forEach(part -> texts.add(came.formatted(words.of(part))));
    minus(before, after).forEach(part -> texts.add(went.formatted(words.of(part))));
    return texts;
  }

  /** Without regard to order and repetition, which mean nothing. */
  private static List<Filter> minus(List<Filter> these, List<Filter> those) {
    Set<Object> known = those.stream().map(FilterChanges::meaning).collect(Collectors.toSet());
    return these.stream().filter(part -> known.add(meaning(part))).toList();
  }

  private static Object meaning(Filter filter) {
    return switch (filter) {
      case AndFilter(var parts) -> Map.entry("and", meanings(parts));
      case OrFilter(var parts) -> Map.entry("or", meanings(parts));
      case LinkFilter(Link link) ->
          link.filter() == null ? link : List.of(link.with(null), meaning(link.filter()));
      case Condition condition -> condition;
    };
  }

  private static Set<Object> meanings(List<Filter> parts) {
    return parts.stream().map(FilterChanges::meaning).collect(Collectors.toSet());
  }
}
