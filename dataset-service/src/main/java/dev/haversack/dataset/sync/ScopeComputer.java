package dev.haversack.dataset.sync;

import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.filter.CallerContext;
import dev.haversack.dataset.security.PrivilegeKind;
import dev.haversack.dataset.security.Reach;
import dev.haversack.dataset.security.Reaches;
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

  private final Connection connection;
  private final OrganizationModel organization;
  private final UUID userId;
  private final CallerContext caller;
  private final SortedMap<String, EntityScope> entities = new TreeMap<>();

  private ScopeComputer(Connection connection, OrganizationModel organization, UUID userId) {
    this.connection = connection;
    this.organization = organization;
    this.userId = userId;
    this.caller = CallerContext.of(organization, userId);
  }

  /** The scope of a user in a plan; the plan's profiles that are not his count nothing. */
  static ScopeContent compute(
      Connection connection, OrganizationModel organization, Plan<Long> plan, UUID userId)
      throws SQLException {
    ScopeComputer computer = new ScopeComputer(connection, organization, userId);
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
    for (PlannedItem<Long> item : items) {
      if (!item.parts().isEmpty()) {
        computer.add(item);
      }
    }
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

  private void add(PlannedItem<Long> item) throws SQLException {
    Reach reach = Reaches.of(organization, userId, item.entity(), PrivilegeKind.READ);
    EntityScope before = entities.get(item.entity());
    SortedMap<Long, SliceKeys> slices =
        before == null ? new TreeMap<>() : new TreeMap<>(before.slices());
    for (PlannedPart<Long> part : mine(item.parts())) {
      slices.merge(part.slice(), keys(part, reach), SliceKeys::or);
    }
    SortedMap<Long, SliceKeys> guards =
        before == null ? new TreeMap<>() : new TreeMap<>(before.guardsOfRelated());
    for (PlannedPart<Long> part : mine(item.guards())) {
      guards.putIfAbsent(part.slice(), keys(part, reach));
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

  /** Related records come with those that lead to them, if he may read these. */
  private SliceKeys keys(PlannedPart<Long> part, Reach ofEntity) throws SQLException {
    Reach reach = Reaches.of(organization, userId, part.seed().entity(), PrivilegeKind.READ);
    SliceKind kind = kind(part);
    if (ofEntity.isNothing() || reach.isNothing()) {
      return SliceKeys.none(kind);
    }
    if (part.shared() && reach.principalIds().isEmpty()) {
      return SliceKeys.none(kind);
    }
    if (reach.everything() && part.conditions().isEmpty() && part.held() == null) {
      return SliceKeys.all(part.repeats(), kind);
    }
    KeyQuery query = KeyQuery.of(part, caller, reach);
    return new SliceKeys(
        false, query.run(connection, organization.organizationId()), part.repeats(), kind);
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
