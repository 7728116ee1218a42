package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what somebody follows.
 *
 * @param items what he follows
 * @param nextCursor for the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FollowPage(
    @NotNull @Size(max = 1000) List<@Valid @NotNull Follow> items,
    @Nullable @Size(min = 1, max = 1000) String nextCursor) {}
