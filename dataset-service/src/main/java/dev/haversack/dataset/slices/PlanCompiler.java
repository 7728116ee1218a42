package dev.haversack.dataset.slices;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.filter.Calendars;
import dev.haversack.dataset.filter.InvalidFilterException;
import dev.haversack.dataset.filter.TimeContext.Calendar;
import dev.haversack.dataset.slices.Plan.PlannedItem;
import dev.haversack.dataset.slices.Plan.PlannedPart;
import dev.haversack.dataset.slices.Plan.PlannedProfile;
import dev.haversack.dataset.slices.Plan.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Compiles all published profiles of an organization into the slices that they need. */
public final class PlanCompiler {

  private static final Logger LOG = Logger.getLogger(PlanCompiler.class);
  private final Canonical canonical;
  private final FilteredSlices filtered;

  /**
   * A compiler.
   *
   * @param json writes filters in their canonical form
   */
  public PlanCompiler(ObjectMapper json) {
    this.canonical = new Canonical(json);
    this.filtered = new FilteredSlices(canonical);
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
    Map<String, List<PlannedPart<SliceDefinition>>> parts = new LinkedHashMap<>();
    for (ProfileItem item : profile.items()) {
      List<PlannedPart<SliceDefinition>> own = parts(organization, item, variants);
      own.addAll(held(organization, item));
      parts.put(item.entity(), own);
    }
    Map<String, Set<PlannedPart<SliceDefinition>>> guards = new HashMap<>();
    RelatedParts related = new RelatedParts(organization, profile, filtered, variants);
    for (ProfileItem item : profile.items()) {
      for (PlannedPart<SliceDefinition> seed : List.copyOf(known(parts, item))) {
        related
            .of(seed)
            .forEach(part -> {
              String entity = part.slice().entity();
              known(parts, entity).add(part);
              related
                  .guardsOf(part)
                  .forEach(guards.computeIfAbsent(entity, e -> new LinkedHashSet<>())::add);
            });
      }
    }
    return new PlannedProfile<>(
        profile.profileId(),
        profile.version(),
        profile.items().stream()
            .map(item ->
                new PlannedItem<>(
                    item.entity(),
                    columns(item),
                    known(parts, item),
                    List.copyOf(guards.getOrDefault(item.entity(), Set.of()))))
            .toList());
  }

  private static @Nullable List<String> columns(ProfileItem item) {
    List<String> columns = item.columns();
    return columns == null ? null : columns.stream().sorted().distinct().toList();
  }

  /** An entity that is unknown, not enabled, or without organization filter yields nothing. */
  private List<PlannedPart<SliceDefinition>> parts(
      OrganizationModel organization, ProfileItem item, Set<Variant> variants) {
    List<PlannedPart<SliceDefinition>> parts = new ArrayList<>();
    Optional<EntityModel> entity =
        organization.entity(item.entity()).filter(EntityModel::isOfflineEnabled);
    Optional<Filter> organizationFilter = entity.flatMap(EntityModel::organizationFilter);
    if (entity.isEmpty()
        || organizationFilter.isEmpty()
        || item.distribution() == Distribution.RELATED) {
      return parts;
    }
    try {
      Filter whole = new AndFilter(List.of(organizationFilter.get(), Distributions.filter(item)));
      if (!Variants.matterTo(whole)) {
        parts.addAll(parts(organization, entity.get(), whole, null, null));
        return parts;
      }
      for (Variant variant : variants) {
        Calendar calendar = Calendars.in(organization.settings(), variant.zone());
        Filter ofVariant = Variants.inLanguage(whole, variant);
        parts.addAll(parts(organization, entity.get(), ofVariant, variant, calendar));
      }
    } catch (InvalidFilterException e) {
      // For instance an attribute that was taken away after the profile was published. Taking
      // nothing is safe; ending the slicer would stop the datasets of everybody.
      LOG.warnf(
          "The item %s of a published profile takes nothing: %s", item.entity(), e.getMessage());
      parts.clear();
    }
    return parts;
  }

  /** What users have whatever the item's filter says. */
  private List<PlannedPart<SliceDefinition>> held(
      OrganizationModel organization, ProfileItem item) {
    List<PlannedPart<SliceDefinition>> parts = new ArrayList<>();
    organization
        .entity(item.entity())
        .filter(EntityModel::isOfflineEnabled)
        .filter(entity -> entity.organizationFilter().isPresent())
        .ifPresent(entity -> {
          held(entity, Holding.PINNED).forEach(parts::add);
          if (item.canBeFollowed()) {
            held(entity, Holding.FOLLOWED).forEach(parts::add);
          }
        });
    return parts;
  }

  private Stream<PlannedPart<SliceDefinition>> held(EntityModel entity, Holding held) {
    return kinds(entity)
        .map(shared -> part(filtered.held(entity, held, shared), new TreeSet<>(), held, null));
  }

  private List<PlannedPart<SliceDefinition>> parts(
      OrganizationModel organization,
      EntityModel entity,
      Filter whole,
      @Nullable Variant variant,
      @Nullable Calendar calendar) {
    FilteredSlices.check(organization, entity, whole, calendar);
    List<Disjunct> disjuncts = Disjunct.split(whole).orElse(List.of());
    if (disjuncts.isEmpty()) {
      LOG.warnf("An item of %s takes nothing: its filter is too complex", entity.name());
    }
    return disjuncts.stream()
        .flatMap(disjunct -> parts(organization, entity, disjunct, variant, calendar))
        .distinct()
        .toList();
  }

  /** Only what somebody owns can be shared. */
  private Stream<PlannedPart<SliceDefinition>> parts(
      OrganizationModel organization,
      EntityModel entity,
      Disjunct disjunct,
      @Nullable Variant variant,
      @Nullable Calendar calendar) {
    return kinds(entity)
        .map(shared ->
            part(
                filtered.of(organization, entity, disjunct, shared, calendar),
                disjunct.conditions(),
                null,
                variant));
  }

  private static Stream<Boolean> kinds(EntityModel entity) {
    return entity.isShareable() ? Stream.of(false, true) : Stream.of(false);
  }

  private static PlannedPart<SliceDefinition> part(
      FilteredSlice slice,
      SortedSet<CallerCondition> conditions,
      @Nullable Holding held,
      @Nullable Variant variant) {
    return new PlannedPart<>(
        slice, new Seed<>(slice, slice.entity()), conditions, slice.shared(), held, variant);
  }

  private static List<PlannedPart<SliceDefinition>> known(
      Map<String, List<PlannedPart<SliceDefinition>>> parts, ProfileItem item) {
    return known(parts, item.entity());
  }

  private static List<PlannedPart<SliceDefinition>> known(
      Map<String, List<PlannedPart<SliceDefinition>>> parts, String entity) {
    return Objects.requireNonNull(parts.get(entity));
  }
}
