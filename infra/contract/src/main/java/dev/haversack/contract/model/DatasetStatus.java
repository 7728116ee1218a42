package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the datasets of an organization are.
 *
 * @param configurationRevision the revision of the configuration that this service has received; 0
 *     when it knows nothing of the organization
 * @param effectiveRevision the revision whose published profiles datasets follow; it lags while
 *     their slices are built
 * @param checkpoint the last closed checkpoint
 * @param pendingChanges how many changes wait for the next checkpoint; counted up to 100,000
 * @param failedItems what is set aside because it cannot be evaluated; for administrators only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatasetStatus(
    @NotNull @Min(0) Long configurationRevision,
    @NotNull @Min(0) Long effectiveRevision,
    @NotNull @Min(0) Long checkpoint,
    @NotNull @Min(0) Long pendingChanges,
    @Nullable List<@Valid @NotNull FailedItem> failedItems) {}
