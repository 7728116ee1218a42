package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a stream held of one entity.
 *
 * @param entity the entity
 * @param puts the number of put lines
 * @param removes the number of remove lines
 * @param digest of the put lines of this stream: the sum modulo 2^64 of the first eight bytes (as a
 *     big-endian number) of SHA-256 over the text {@code id:version}, as 16 hexadecimal digits
 * @param nextSyncAt when the device should ask for changes of the entity next; absent for an entity
 *     that the profile does not take any more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntityDigest(
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull @Min(0) Long puts,
    @NotNull @Min(0) Long removes,
    @NotNull @Pattern(regexp = "^[0-9a-f]{16}$") String digest,
    @Nullable Instant nextSyncAt) {}
