package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one action so far.
 *
 * @param actionId the action
 * @param sequence its number in the device's sequence
 * @param entity the record's entity
 * @param recordId the record
 * @param operation what it does; a resolution can have changed it
 * @param command which command; of the operation {@code command} only
 * @param transactionId the local transaction that it belongs to
 * @param state where it stands
 * @param version the record's version after it; only where it was applied or merged, and not after
 *     a delete
 * @param alsoChanged what a command made or changed besides its own record
 * @param merges of a merge: which attributes came from where, by policies or by a decision about
 *     its sync error
 * @param attempt which attempt this is about: 1, and one more with each resolution that sends it on
 * @param failure why the last attempt failed, without values of the record; conflict-service shows
 *     those
 * @param discardedBy of a discarded action: who gave it up
 * @param heldBehind the failed action, and so the sync error, whose settling it waits for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionOutcome(
    @NotNull UUID actionId,
    @NotNull @Min(1) Long sequence,
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull UUID recordId,
    @NotNull Operation operation,
    @Nullable CommandName command,
    @Nullable UUID transactionId,
    @NotNull ActionState state,
    @Min(0) @Nullable Long version,
    @Nullable List<@Valid @NotNull ChangedRecord> alsoChanged,
    @Nullable List<@Valid @NotNull AttributeMerge> merges,
    @NotNull @Min(1) @Max(1000000) Integer attempt,
    @Valid @Nullable ApplyFailure failure,
    @Nullable UUID discardedBy,
    @Nullable UUID heldBehind) {}
