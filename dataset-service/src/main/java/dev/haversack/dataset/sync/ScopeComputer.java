package dev.haversack.dataset.sync;

import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.filter.CallerContext;
import dev.haversack.dataset.security.PrivilegeKind;
import dev.haversack.dataset.security.Reach;
import dev.haversack.dataset.security.UserRights;
import dev.haversack.dataset.slices.Holding;
import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.slices.Plan.PlannedItem;
import dev.haversack.dataset.slices.Plan.PlannedPart;
import dev.haversack.dataset.slices.Plan.PlannedProfile;
import dev.haversack.dataset.slices.Variant;
import dev.haversack.dataset.sync.ScopeContent.EntityScope;
import dev.haversack.dataset.sync.ScopeContent.SliceKeys;
import dev.haversack.dataset.sync.ScopeContent.SliceKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Computes what a user may take: his profiles' slices, narrowed to keys by who he is. */
final class ScopeComputer {

  private final OrganizationModel organization;
  private final UUID userId;
  private final CallerContext caller;
  private final UserRights rights;
  private Map<KeyQuery, List<Long>> keys = Map.of();
  private final SortedMap<String, EntityScope> entities = new TreeMap<>();

  private ScopeComputer(OrganizationModel organization, UUID userId) {
    this.organization = organization;
    this.userId = userId;
    this.caller = CallerContext.of(organization, userId);
    this.rights = new UserRights(organization, userId);
  }

  /** The scope of a user in a plan; the plan's profiles that are not his count nothing. */
  static ScopeContent compute(
      Connection connection, OrganizationModel organization, Plan<Long> plan, UUID userId)
      throws SQLException {
    ScopeComputer computer = new ScopeComputer(organization, userId);
    List<UUID> assigned =
        organization.profilesOf(userId).stream().map(PublishedProfile::profileId).toList();
    SortedMap<UUID, Integer> profiles = new TreeMap<>();
    List<PlannedItem<Long>> items = new ArrayList<>();
    for (PlannedProfile<Long> profile : plan.profiles()) {
      if (assigned.contains(profile.profileId())) {
        profiles.put(profile.profileId(), profile.version());
        items.addAll(profile.items());
      }
    }
    List<PlannedItem<Long>> taking = items.stream().filter(i -> !i.parts().isEmpty()).toList();
    computer.findKeys(connection, taking);
    taking.forEach(computer::add);
    items.forEach(computer::addColumns);
    return new ScopeContent(profiles, computer.entities, computer.order(plan, profiles.keySet()));
  }

  /** The order of the items; of several profiles an entity's first place counts. */
  private List<String> order(Plan<Long> plan, Set<UUID> mine) {
    Map<String, Integer> places = new HashMap<>();
    for (PlannedProfile<Long> profile : plan.profiles()) {
      if (mine.contains(profile.profileId())) {
        for (int i = 0; i < profile.items().size(); i++) {
          places.merge(profile.items().get(i).entity(), i, Math::min);
        }
      }
    }
    return entities.keySet().stream()
        .sorted(Comparator.comparing((String entity) -> places.getOrDefault(entity, 0)))
        .toList();
  }

  /** All that the items need, at once. */
  private void findKeys(Connection connection, List<PlannedItem<Long>> items) throws SQLException {
    List<KeyQuery> queries = new ArrayList<>();
    for (PlannedItem<Long> item : items) {
      for (PlannedPart<Long> part : mine(concat(item.parts(), item.guards()))) {
        if (choice(part, item.entity()) == Choice.SOME) {
          queries.add(query(part));
        }
      }
    }
    keys = KeyQuery.run(connection, organization.organizationId(), queries);
  }

  private static <T> List<T> concat(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  private void add(PlannedItem<Long> item) {
    EntityScope before = entities.get(item.entity());
    SortedMap<Long, SliceKeys> slices =
        before == null ? new TreeMap<>() : new TreeMap<>(before.slices());
    for (PlannedPart<Long> part : mine(item.parts())) {
      slices.merge(part.slice(), keys(part, item.entity()), SliceKeys::or);
    }
    SortedMap<Long, SliceKeys> guards =
        before == null ? new TreeMap<>() : new TreeMap<>(before.guardsOfRelated());
    for (PlannedPart<Long> part : mine(item.guards())) {
      guards.putIfAbsent(part.slice(), keys(part, item.entity()));
    }
    entities.put(item.entity(), new EntityScope(List.of(), secured(item.entity()), slices, guards));
  }

  /** Those of every item, also of one that takes nothing by itself just now. */
  private void addColumns(PlannedItem<Long> item) {
    entities.computeIfPresent(
        item.entity(),
        (entity, scope) ->
            new EntityScope(
                union(scope.columns(), columns(item)),
                scope.secured(),
                scope.slices(),
                scope.guards()));
  }

  /**
   * Those of everybody and of his variant. Where there are variants and a plan has none for him, he
   * moved to another time zone or language, or got the profile, after it was made: the next plan
   * has it.
   */
  private List<PlannedPart<Long>> mine(List<PlannedPart<Long>> parts) {
    Variant variant = Variant.of(organization, userId);
    List<PlannedPart<Long>> varying = parts.stream().filter(p -> p.variant() != null).toList();
    if (!varying.isEmpty() && varying.stream().noneMatch(p -> variant.equals(p.variant()))) {
      throw Preparation.notBuilt();
    }
    return parts.stream().filter(p -> p.variant() == null || variant.equals(p.variant())).toList();
  }

  /** Which keys of a slice can be his. */
  private enum Choice {
    NONE,
    SOME,
    ALL
  }

  /** Related records come with those that lead to them, if he may read these. */
  private Choice choice(PlannedPart<Long> part, String entity) {
    Reach reach = reachOfSeed(part);
    if (rights.reach(entity, PrivilegeKind.READ).isNothing() || reach.isNothing()) {
      return Choice.NONE;
    }
    if (part.shared() && reach.principalIds().isEmpty()) {
      return Choice.NONE;
    }
    boolean all = reach.everything() && part.conditions().isEmpty() && part.held() == null;
    return all ? Choice.ALL : Choice.SOME;
  }

  private SliceKeys keys(PlannedPart<Long> part, String entity) {
    SliceKind kind = kind(part);
    return switch (choice(part, entity)) {
      case NONE -> SliceKeys.none(kind);
      case ALL -> SliceKeys.all(part.repeats(), kind);
      case SOME ->
          new SliceKeys(false, Objects.requireNonNull(keys.get(query(part))), part.repeats(), kind);
    };
  }

  private KeyQuery query(PlannedPart<Long> part) {
    return KeyQuery.of(part, caller, reachOfSeed(part));
  }

  private Reach reachOfSeed(PlannedPart<Long> part) {
    return rights.reach(part.seed().entity(), PrivilegeKind.READ);
  }

  private static SliceKind kind(PlannedPart<Long> part) {
    if (part.ofRelated()) {
      return SliceKind.RELATED;
    }
    return part.held() == Holding.FOLLOWED ? SliceKind.FOLLOWED : SliceKind.OWN;
  }

  private List<String> secured(String entity) {
    return organization.entity(entity).map(model -> List.copyOf(model.secured())).orElse(List.of());
  }

  /** The primary name always comes along: when another attribute becomes it, all is sent again. */
  private @Nullable List<String> columns(PlannedItem<Long> item) {
    return union(
        item.columns(),
        organization
            .entity(item.entity())
            .map(entity -> List.of(entity.metadata().primaryNameAttribute()))
            .orElse(List.of()));
  }

  private static @Nullable List<String> union(
      @Nullable List<String> left, @Nullable List<String> right) {
    if (left == null || right == null) {
      return null;
    }
    return List.copyOf(
        Stream.concat(left.stream(), right.stream())
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
