package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * The records with unsettled actions of a device.
 *
 * @param userId the user of the device
 * @param number rises with each report about the device
 * @param records the records, each once
 */
public record DevicePins(
    @NotNull UUID userId,
    @NotNull @Min(1) Long number,
    @NotNull @Size(max = 100000) List<@Valid @NotNull PinnedRecord> records) {}
