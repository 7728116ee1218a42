package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a snapshot or delta.
 *
 * @param kind {@code snapshot} or {@code delta}
 * @param checkpoint the checkpoint that everything up to the end of this page is at
 * @param puts records to hold
 * @param removes records to hold no longer
 * @param nextCursor for the next page; absent on the last one
 * @param token for the next delta; on the last page only
 * @param expiresAt until when the token can be used at the latest
 * @param deviceSequence every action of the asking device up to this sequence number has been
 *     tried, or waits, and what took effect is part of this dataset; null where no device asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatasetPage(
    @NotNull String kind,
    @NotNull @Min(0) Long checkpoint,
    @NotNull List<@Valid @NotNull DatasetPut> puts,
    @NotNull List<@Valid @NotNull DatasetRemove> removes,
    @Nullable @Size(min = 1, max = 4000) String nextCursor,
    @Nullable @Size(min = 1, max = 2000) String token,
    @Nullable Instant expiresAt,
    @Min(0) @Nullable Long deviceSequence) {}
