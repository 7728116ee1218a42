package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;

/**
 * Where a device stands.
 *
 * @param deviceId the device
 * @param lastSequence the highest sequence number that is stored
 * @param nextSequence the sequence number that is to come next
 * @param counts how many of its actions are in which state
 * @param lastUploadAt when it last uploaded something new
 */
public record DeviceStatus(
    @NotNull UUID deviceId,
    @NotNull @Min(0) Long lastSequence,
    @NotNull @Min(1) Long nextSequence,
    @NotNull @Valid ActionCounts counts,
    @NotNull Instant lastUploadAt) {}
