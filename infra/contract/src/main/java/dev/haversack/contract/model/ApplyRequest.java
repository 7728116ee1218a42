package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Actions of one device, in order, to be applied in one transaction.
 *
 * @param deviceId the device
 * @param userId the user whose actions these are, and whose rights count
 * @param madeBy who made them, where somebody else's rights count: what goes wrong is told him, so
 *     nothing is said that he may not read; and records that they make are his
 * @param throughSequence the device's sequence number of the last action: all before it were tried,
 *     are in this request, or wait behind another
 * @param actions the actions, in their order; none where only {@code throughSequence} is told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplyRequest(
    @NotNull UUID deviceId,
    @NotNull UUID userId,
    @Nullable UUID madeBy,
    @Min(1) @Nullable Long throughSequence,
    @NotNull @Size(max = 1000) List<@Valid @NotNull ApplyAction> actions) {}
