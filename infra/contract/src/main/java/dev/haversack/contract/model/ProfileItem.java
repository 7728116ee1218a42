package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a profile takes of one entity.
 *
 * @param entity the entity
 * @param distribution which records
 * @param ownedByMe with {@code organization}: records the user owns
 * @param ownedByMyTeams with {@code organization}: records his teams own
 * @param ownedByMyBusinessUnit with {@code organization}: records of his business unit
 * @param filter with {@code custom}: the filter
 * @param columns the attributes to take; all when left out. Some always come along
 * @param associations which related records its records bring along; none when left out
 * @param syncIntervalMinutes how often devices should ask for changes of its records, in minutes;
 *     10 when left out
 * @param canBeFollowed whether records that a user follows come along, whatever distribution and
 *     filter say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileItem(
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String entity,
    @NotNull Distribution distribution,
    boolean ownedByMe,
    boolean ownedByMyTeams,
    boolean ownedByMyBusinessUnit,
    @Valid @Nullable Filter filter,
    @Size(max = 1000) @Nullable List<@NotNull String> columns,
    @Size(max = 200) @Nullable List<@Valid @NotNull Association> associations,
    @Min(5) @Max(1440) @Nullable Integer syncIntervalMinutes,
    boolean canBeFollowed) {

  /** The interval of items that name none: section 2.1 of the facts. */
  private static final int USUAL_INTERVAL = 10;

  /** How often devices should ask for changes of its records, in minutes. */
  public int syncInterval() {
    return syncIntervalMinutes == null ? USUAL_INTERVAL : syncIntervalMinutes;
  }

  /** An item with the usual interval. */
  public ProfileItem(
      String entity,
      Distribution distribution,
      boolean ownedByMe,
      boolean ownedByMyTeams,
      boolean ownedByMyBusinessUnit,
      @Nullable Filter filter,
      @Nullable List<String> columns,
      @Nullable List<Association> associations,
      boolean canBeFollowed) {
    this(
        entity,
        distribution,
        ownedByMe,
        ownedByMyTeams,
        ownedByMyBusinessUnit,
        filter,
        columns,
        associations,
        null,
        canBeFollowed);
  }

  /** An item that brings neither related nor followed records along. */
  public ProfileItem(
      String entity,
      Distribution distribution,
      boolean ownedByMe,
      boolean ownedByMyTeams,
      boolean ownedByMyBusinessUnit,
      @Nullable Filter filter,
      @Nullable List<String> columns) {
    this(
        entity,
        distribution,
        ownedByMe,
        ownedByMyTeams,
        ownedByMyBusinessUnit,
        filter,
        columns,
        null,
        false);
  }
}
