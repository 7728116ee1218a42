package dev.haversack.dataset.slices;

import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.filter.Calendars;
import dev.haversack.dataset.filter.InvalidFilterException;
import dev.haversack.dataset.filter.TimeContext.Calendar;
import dev.haversack.dataset.slices.Plan.PlannedPart;
import dev.haversack.dataset.slices.Plan.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the associations of a profile add to it: for each part that takes records by itself, the
 * related records that its records lead to. Decision 0013.
 */
final class RelatedParts {

  private static final Logger LOG = Logger.getLogger(RelatedParts.class);

  private final OrganizationModel organization;
  private final FilteredSlices filtered;
  private final Set<Variant> variants;
  private final Map<String, Filter> organizationFilters = new LinkedHashMap<>();
  private final ProfileGraph graph;

  RelatedParts(
      OrganizationModel organization,
      PublishedProfile profile,
      FilteredSlices filtered,
      Set<Variant> variants) {
    this.organization = organization;
    this.filtered = filtered;
    this.variants = variants;
    profile.items().forEach(item -> note(item, variants));
    this.graph = new ProfileGraph(organization, profile.items(), organizationFilters.keySet());
  }

  /**
   * The related parts that a part with records of its own brings along, of whatever entities. What
   * a user follows or has pinned leads nowhere.
   */
  Stream<PlannedPart<SliceDefinition>> of(PlannedPart<SliceDefinition> part) {
    if (!(part.slice() instanceof FilteredSlice seed) || part.held() != null) {
      return Stream.of();
    }
    SortedSet<Step> steps = graph.from(seed.entity());
    if (steps.isEmpty()) {
      return Stream.of();
    }
    if (part.variant() != null) {
      return of(part, seed, steps, part.variant());
    }
    boolean anyVaries =
        steps.stream().anyMatch(step -> Variants.matterTo(organizationFilter(step.to())));
    return anyVaries
        ? variants.stream().flatMap(variant -> of(part, seed, steps, variant))
        : of(part, seed, steps, null);
  }

  private Stream<PlannedPart<SliceDefinition>> of(
      PlannedPart<SliceDefinition> part,
      FilteredSlice seed,
      SortedSet<Step> steps,
      @Nullable Variant variant) {
    SortedMap<String, FilteredSlice> eligible = new TreeMap<>();
    steps.forEach(step -> eligible.put(step.to(), eligible(step.to(), false, variant)));
    return eligible.keySet().stream()
        .map(entity ->
            new PlannedPart<>(
                new RelatedSlice(entity, seed, List.copyOf(steps), eligible),
                new Seed<>(seed, seed.entity()),
                part.conditions(),
                part.shared(),
                null,
                variant));
  }

  /** What tells who may read related records of a part. */
  Stream<PlannedPart<SliceDefinition>> guardsOf(PlannedPart<SliceDefinition> related) {
    EntityModel entity = organization.entity(related.slice().entity()).orElseThrow();
    Stream<Boolean> kinds = entity.isShareable() ? Stream.of(false, true) : Stream.of(false);
    return kinds.map(shared -> {
      FilteredSlice slice = eligible(entity.name(), shared, related.variant());
      return new PlannedPart<>(
          slice,
          new Seed<>(slice, entity.name()),
          new TreeSet<>(),
          shared,
          null,
          related.variant());
    });
  }

  /** All records of an entity that may go offline for anybody, or those of them that are shared. */
  private FilteredSlice eligible(String entity, boolean shared, @Nullable Variant variant) {
    Calendar calendar =
        variant == null ? null : Calendars.in(organization.settings(), variant.zone());
    return filtered.of(
        organization,
        organization.entity(entity).orElseThrow(),
        new Disjunct(organizationFilter(entity)),
        shared,
        calendar);
  }

  private Filter organizationFilter(String entity) {
    return Objects.requireNonNull(organizationFilters.get(entity));
  }

  /** An item leads somewhere, or can be led to, only if something of its entity may go offline. */
  private void note(ProfileItem item, Set<Variant> usual) {
    EntityModel entity =
        organization.entity(item.entity()).filter(EntityModel::isOfflineEnabled).orElse(null);
    Filter filter = entity == null ? null : entity.organizationFilter().orElse(null);
    if (entity == null || filter == null) {
      return;
    }
    try {
      FilteredSlices.check(
          organization,
          entity,
          filter,
          Calendars.in(organization.settings(), usual.iterator().next().zone()));
      organizationFilters.put(entity.name(), filter);
    } catch (InvalidFilterException e) {
      LOG.warnf("Nothing of %s is taken as related: %s", entity.name(), e.getMessage());
    }
  }
}
