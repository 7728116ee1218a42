package dev.haversack.dataset.slices;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.filter.AttributeTypes;
import dev.haversack.dataset.filter.Calendars;
import dev.haversack.dataset.filter.CallerContext;
import dev.haversack.dataset.filter.Evaluation;
import dev.haversack.dataset.filter.FilterSql;
import dev.haversack.dataset.filter.InvalidFilterException;
import dev.haversack.dataset.filter.TimeContext;
import dev.haversack.dataset.filter.TimeContext.Calendar;
import dev.haversack.dataset.slices.Plan.PlannedItem;
import dev.haversack.dataset.slices.Plan.PlannedPart;
import dev.haversack.dataset.slices.Plan.PlannedProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Compiles all published profiles of an organization into the slices that they need. */
public final class PlanCompiler {

  private static final Logger LOG = Logger.getLogger(PlanCompiler.class);
  private static final CallerContext ANYBODY =
      new CallerContext(new UUID(0, 0), Set.of(), null, Set.of(), Set.of(), null);

  private final Canonical canonical;

  /**
   * A compiler.
   *
   * @param json writes filters in their canonical form
   */
  public PlanCompiler(ObjectMapper json) {
    this.canonical = new Canonical(json);
  }

  /** What the latest published versions need. */
  public Plan<SliceDefinition> compile(OrganizationModel organization) {
    Variants variants = new Variants(organization);
    return new Plan<>(
        organization.profiles().stream()
            .map(profile -> compile(organization, profile, variants.of(profile.profileId())))
            .toList());
  }

  /** The hash by which slices of the same definition are found. */
  public byte[] hash(SliceDefinition definition) {
    return canonical.hash(definition);
  }

  private PlannedProfile<SliceDefinition> compile(
      OrganizationModel organization, PublishedProfile profile, Set<Variant> variants) {
    return new PlannedProfile<>(
        profile.profileId(),
        profile.version(),
        profile.items().stream()
            .map(item ->
                new PlannedItem<>(
                    item.entity(), columns(item), parts(organization, item, variants)))
            .toList());
  }

  private static @Nullable List<String> columns(ProfileItem item) {
    List<String> columns = item.columns();
    return columns == null ? null : columns.stream().sorted().distinct().toList();
  }

  /** An entity that is unknown, not enabled, or without organization filter yields nothing. */
  private List<PlannedPart<SliceDefinition>> parts(
      OrganizationModel organization, ProfileItem item, Set<Variant> variants) {
    Optional<EntityModel> entity =
        organization.entity(item.entity()).filter(EntityModel::isOfflineEnabled);
    Optional<Filter> organizationFilter = entity.flatMap(EntityModel::organizationFilter);
    if (entity.isEmpty() || organizationFilter.isEmpty()) {
      return List.of();
    }
    try {
      Filter whole = new AndFilter(List.of(organizationFilter.get(), distribution(item)));
      if (!Variants.matterTo(whole)) {
        return parts(entity.get(), whole, null, null);
      }
      List<PlannedPart<SliceDefinition>> parts = new ArrayList<>();
      for (Variant variant : variants) {
        Calendar calendar = Calendars.in(organization.settings(), variant.zone());
        parts.addAll(parts(entity.get(), Variants.inLanguage(whole, variant), variant, calendar));
      }
      return parts;
    } catch (InvalidFilterException e) {
      // For instance an attribute that was taken away after the profile was published. Taking
      // nothing is safe; ending the slicer would stop the datasets of everybody.
      LOG.warnf(
          "The item %s of a published profile takes nothing: %s", item.entity(), e.getMessage());
      return List.of();
    }
  }

  private List<PlannedPart<SliceDefinition>> parts(
      EntityModel entity, Filter whole, @Nullable Variant variant, @Nullable Calendar calendar) {
    AttributeTypes types = AttributeTypes.of(entity);
    TimeContext time = calendar == null ? null : new TimeContext(Instant.EPOCH, calendar);
    FilterSql.compile(types, whole, new Evaluation(ANYBODY, time));
    List<Disjunct> disjuncts = Disjunct.split(whole).orElse(List.of());
    if (disjuncts.isEmpty()) {
      LOG.warnf("An item of %s takes nothing: its filter is too complex", entity.name());
    }
    return disjuncts.stream()
        .flatMap(d -> parts(entity, types, d, variant, calendar))
        .distinct()
        .toList();
  }

  /** Only what somebody owns can be shared. */
  private Stream<PlannedPart<SliceDefinition>> parts(
      EntityModel entity,
      AttributeTypes types,
      Disjunct disjunct,
      @Nullable Variant variant,
      @Nullable Calendar calendar) {
    Stream<Boolean> kinds = entity.isShareable() ? Stream.of(false, true) : Stream.of(false);
    return kinds.map(shared ->
        new PlannedPart<>(
            definition(entity.name(), types, disjunct, shared, calendar),
            disjunct.conditions(),
            shared,
            variant));
  }

  private SliceDefinition definition(
      String entity,
      AttributeTypes types,
      Disjunct disjunct,
      boolean shared,
      @Nullable Calendar calendar) {
    Filter filter = canonical.filter(disjunct.recordFilter());
    SortedMap<String, AttributeType> used = new TreeMap<>();
    collectTypes(filter, types, used);
    return new SliceDefinition(
        entity,
        filter,
        used,
        CallerCondition.extraKeys(disjunct.conditions()),
        shared,
        looksAtTime(filter) ? calendar : null);
  }

  private static boolean looksAtTime(Filter filter) {
    return switch (filter) {
      case AndFilter(List<Filter> parts) -> parts.stream().anyMatch(PlanCompiler::looksAtTime);
      case OrFilter(List<Filter> parts) -> parts.stream().anyMatch(PlanCompiler::looksAtTime);
      case Condition condition -> condition.operator().dependsOnTime();
    };
  }

  private static Filter distribution(ProfileItem item) {
    return switch (item.distribution()) {
      case ALL -> new AndFilter(List.of());
      case CUSTOM -> item.filter() == null ? new OrFilter(List.of()) : item.filter();
      case ORGANIZATION -> {
        List<Filter> whose = new ArrayList<>();
        if (item.ownedByMe()) {
          whose.add(new Condition("ownerid", Operator.EQ_USERID, null, null));
        }
        if (item.ownedByMyTeams()) {
          whose.add(new Condition("ownerid", Operator.EQ_USERTEAMS, null, null));
        }
        if (item.ownedByMyBusinessUnit()) {
          whose.add(new Condition("owningbusinessunit", Operator.EQ_BUSINESSID, null, null));
        }
        yield new OrFilter(whose);
      }
    };
  }

  private static void collectTypes(
      Filter filter, AttributeTypes types, SortedMap<String, AttributeType> into) {
    switch (filter) {
      case AndFilter(List<Filter> parts) -> parts.forEach(p -> collectTypes(p, types, into));
      case OrFilter(List<Filter> parts) -> parts.forEach(p -> collectTypes(p, types, into));
      case Condition condition ->
          Stream.concat(Stream.of(condition.attribute()), Stream.ofNullable(condition.valueOf()))
              .forEach(name -> {
                AttributeType type = types.typeOf(name);
                if (type != null) {
                  into.put(name, type);
                }
              });
    }
  }
}
