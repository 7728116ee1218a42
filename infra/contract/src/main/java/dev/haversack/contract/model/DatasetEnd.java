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
 * The last line; without it the stream is incomplete.
 *
 * @param type {@code end}
 * @param token for the next delta; opaque; absent where only one entity was sent
 * @param checkpoint the checkpoint that the dataset is now at
 * @param expiresAt until when the token can be used at the latest; present with the token
 * @param warnAt from when on the device should warn its user that it gets too old; present with the
 *     token
 * @param deviceSequence every action of the asking device up to this sequence number has been
 *     tried, or waits, and what took effect is part of this dataset; null where no device asked
 * @param entities what was sent, per entity
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatasetEnd(
    @NotNull String type,
    @Nullable @Size(min = 1, max = 2000) String token,
    @NotNull @Min(0) Long checkpoint,
    @Nullable Instant expiresAt,
    @Nullable Instant warnAt,
    @Min(0) @Nullable Long deviceSequence,
    @NotNull List<@Valid @NotNull EntityDigest> entities)
    implements DatasetLine {}
