package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which records to find, and what to answer of them.
 *
 * @param filter which records; all when left out
 * @param columns the attributes to answer; all when left out
 * @param orderBy the order, the most important attribute first; then, and otherwise, by id. Records
 *     without a value come first, or last when descending
 * @param limit how many records one page holds at most; 100 when left out
 * @param cursor the {@code nextCursor} of the page before, with everything else as it was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordQuery(
    @Valid @Nullable Filter filter,
    @Size(max = 1000) @Nullable List<@NotNull String> columns,
    @Size(max = 5) @Nullable List<@Valid @NotNull RecordOrder> orderBy,
    @Min(1) @Max(1000) @Nullable Integer limit,
    @Size(max = 20000) @Nullable String cursor) {}
