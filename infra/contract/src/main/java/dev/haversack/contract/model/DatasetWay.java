package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What takes a record.
 *
 * @param kind how
 * @param profileId the profile whose item of the entity takes it
 * @param profileName its name
 * @param path of a related record: from a record that an item takes by itself to this one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatasetWay(
    @NotNull DatasetWayKind kind,
    @NotNull UUID profileId,
    @NotNull @Size(min = 1, max = 255) String profileName,
    @Size(max = 100) @Nullable List<@Valid @NotNull PathStep> path) {}
