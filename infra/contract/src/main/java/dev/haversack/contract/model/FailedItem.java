package dev.haversack.contract.model;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A part of published profiles that could not be evaluated and is set aside.
 *
 * @param entity the entity of the item
 * @param profileIds the profiles that need it
 * @param since when it failed first
 * @param tries how often in a row it was tried in vain
 * @param nextTryAt when it is tried again
 * @param reason why, without anything of any record
 */
public record FailedItem(
    @NotNull String entity,
    @NotNull List<@NotNull UUID> profileIds,
    @NotNull Instant since,
    @NotNull @Min(1) Integer tries,
    @NotNull Instant nextTryAt,
    @NotNull String reason) {}
