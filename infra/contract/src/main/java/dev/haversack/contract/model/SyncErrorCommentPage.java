package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of comments.
 *
 * @param items the comments of this page, oldest first
 * @param nextCursor the cursor of the next page; left out on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncErrorCommentPage(
    @NotNull List<@Valid @NotNull SyncErrorComment> items,
    @Size(min = 1, max = 500) @Nullable String nextCursor) {}
