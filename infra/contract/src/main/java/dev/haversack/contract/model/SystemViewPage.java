package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of system views.
 *
 * @param items the entries
 * @param nextCursor the {@code cursor} of the next page; left out on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SystemViewPage(
    @NotNull @Size(max = 1000) List<@Valid @NotNull SystemView> items,
    @Size(max = 1000) @Nullable String nextCursor) {}
