package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how managers or higher positions reach the records of those below them; section 7.5
 * of the facts. What may be left out has a default, which is filled in.
 *
 * @param model which hierarchy counts
 * @param depth levels down to which records are reached; 3 when left out
 * @param writableDepth levels down to which they may be written as well; 1 when left out
 * @param anyBusinessUnit with {@code manager}: whether managers reach reports of any business unit;
 *     else only of their own and those below it
 * @param excludedEntities entities that it does not count for; none when left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HierarchySecurity(
    @NotNull HierarchyModel model,
    @Nullable @Min(1) @Max(100) Integer depth,
    @Nullable @Min(0) @Max(100) Integer writableDepth,
    boolean anyBusinessUnit,
    @Nullable @Size(max = 1000) List<@NotNull String> excludedEntities) {

  /** Nobody reaches more for standing above somebody. */
  public static final HierarchySecurity OFF =
      new HierarchySecurity(HierarchyModel.OFF, null, null, false, null);

  private static final int DEPTH = 3;

  /** Fills in the defaults. */
  public HierarchySecurity {
    depth = depth == null ? DEPTH : depth;
    writableDepth = writableDepth == null ? 1 : writableDepth;
    excludedEntities = excludedEntities == null ? List.of() : List.copyOf(excludedEntities);
  }

  /** Levels down to which records are reached. */
  public int levels() {
    return Objects.requireNonNull(depth);
  }

  /** Levels down to which records may be written. */
  public int writableLevels() {
    return Objects.requireNonNull(writableDepth);
  }

  /** Whether it counts for an entity. */
  public boolean countsFor(String entity) {
    return model != HierarchyModel.OFF
        && !Objects.requireNonNull(excludedEntities).contains(entity);
  }
}
