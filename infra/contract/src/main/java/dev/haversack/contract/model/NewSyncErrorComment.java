package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment about a sync error.
 *
 * @param id its id; the server chooses one when left out
 * @param text what to say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewSyncErrorComment(
    @Nullable UUID id, @NotNull @Size(min = 1, max = 4000) String text) {}
