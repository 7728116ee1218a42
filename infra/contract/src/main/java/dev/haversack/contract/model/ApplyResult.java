package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one action.
 *
 * @param actionId the action
 * @param outcome what became of it
 * @param version the record's version after it; absent after a failure, and after what makes no
 *     version
 * @param alsoChanged what a command made or changed besides its own record
 * @param merges of a merge: which attributes came from where
 * @param failure why it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplyResult(
    @NotNull UUID actionId,
    @NotNull ApplyOutcome outcome,
    @Nullable Long version,
    @Nullable List<@Valid @NotNull ChangedRecord> alsoChanged,
    @Nullable List<@Valid @NotNull AttributeMerge> merges,
    @Valid @Nullable ApplyFailure failure) {}
