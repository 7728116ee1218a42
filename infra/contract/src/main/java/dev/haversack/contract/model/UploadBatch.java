package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * Actions of one device, in the order in which they were made.
 *
 * @param batchId the batch's id, made by the device; it names the same actions for ever
 * @param actions the actions, with ascending sequence numbers without gaps
 */
public record UploadBatch(
    @NotNull UUID batchId,
    @NotNull @Size(min = 1, max = 1000) List<@Valid @NotNull UploadAction> actions) {}
