package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How large profiles may be: section 2.3 of the facts, as settings. A profile over a limit is not
 * published. What may be left out has a default, which is filled in.
 *
 * @param usersPerProfile users who have one profile, directly or through teams; 100,000 when left
 *     out
 * @param itemsPerProfile items, and so entities, of one profile; 200 when left out
 * @param associationsPerItem associations that lead on from one item, directly or through other
 *     items, each counted once; 100 when left out
 * @param childAssociationsPerItem how many of them may lead to children; 50 when left out
 * @param conditionsPerFilter conditions of the filter of one item; 500 when left out
 * @param linksPerFilter links of it, those in links included; 15 when left out
 * @param entitiesPerFilter entities that it links with; 15 when left out
 * @param recordsPerUser records that one user has on a device, of all his profiles; 3,000,000 when
 *     left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileLimits(
    @Nullable @Min(1) @Max(1000000) Integer usersPerProfile,
    @Nullable @Min(1) @Max(1000) Integer itemsPerProfile,
    @Nullable @Min(0) @Max(1000) Integer associationsPerItem,
    @Nullable @Min(0) @Max(1000) Integer childAssociationsPerItem,
    @Nullable @Min(1) @Max(FilterSize.MOST_CONDITIONS) Integer conditionsPerFilter,
    @Nullable @Min(0) @Max(FilterSize.MOST_LINKS) Integer linksPerFilter,
    @Nullable @Min(0) @Max(FilterSize.MOST_LINKS) Integer entitiesPerFilter,
    @Nullable @Min(1) Long recordsPerUser) {

  /** The defaults: what the product allows or far above, and below what hurts everybody. */
  public static final ProfileLimits DEFAULT =
      new ProfileLimits(null, null, null, null, null, null, null, null);

  /** Fills in the defaults. */
  public ProfileLimits {
    usersPerProfile = usersPerProfile == null ? 100_000 : usersPerProfile;
    itemsPerProfile = itemsPerProfile == null ? 200 : itemsPerProfile;
    associationsPerItem = associationsPerItem == null ? 100 : associationsPerItem;
    childAssociationsPerItem = childAssociationsPerItem == null ? 50 : childAssociationsPerItem;
    conditionsPerFilter = conditionsPerFilter == null ? 500 : conditionsPerFilter;
    linksPerFilter = linksPerFilter == null ? 15 : linksPerFilter;
    entitiesPerFilter = entitiesPerFilter == null ? 15 : entitiesPerFilter;
    recordsPerUser = recordsPerUser == null ? 3_000_000L : recordsPerUser;
  }

  /** How many users may have a profile. */
  public int mostUsers() {
    return Objects.requireNonNull(usersPerProfile);
  }

  /** How many items a profile may have. */
  public int mostItems() {
    return Objects.requireNonNull(itemsPerProfile);
  }

  /** How many associations may lead on from an item. */
  public int mostAssociations() {
    return Objects.requireNonNull(associationsPerItem);
  }

  /** How many of them may lead to children. */
  public int mostChildAssociations() {
    return Objects.requireNonNull(childAssociationsPerItem);
  }

  /** How many conditions a filter may have. */
  public int mostConditions() {
    return Objects.requireNonNull(conditionsPerFilter);
  }

  /** How many links a filter may have. */
  public int mostLinks() {
    return Objects.requireNonNull(linksPerFilter);
  }

  /** How many entities a filter may link with. */
  public int mostLinkedEntities() {
    return Objects.requireNonNull(entitiesPerFilter);
  }

  /** How many records a user may have. */
  public long mostRecords() {
    return Objects.requireNonNull(recordsPerUser);
  }
}
