package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a record out of a dataset.
 *
 * @param code what
 * @param message in words
 * @param profileId the profile whose item it is about
 * @param profileName its name
 * @param conditions the parts of a filter that do not hold for the record; of an {@code or} all of
 *     them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Obstacle(
    @NotNull ObstacleCode code,
    @NotNull @Size(min = 1, max = 2000) String message,
    @Nullable UUID profileId,
    @Size(min = 1, max = 255) @Nullable String profileName,
    @Size(max = 2000) @Nullable List<@Valid @NotNull Filter> conditions) {}
