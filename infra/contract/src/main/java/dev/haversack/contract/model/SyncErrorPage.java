package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of sync errors.
 *
 * @param items the errors, newest failure first
 * @param nextCursor the cursor of the next page; left out on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncErrorPage(
    @NotNull @Size(max = 1000) List<@Valid @NotNull SyncErrorSummary> items,
    @Size(max = 1000) @Nullable String nextCursor) {}
