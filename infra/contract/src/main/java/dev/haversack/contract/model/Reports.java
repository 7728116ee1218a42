package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What replay-service has to tell. Those of one error are taken in in their order.
 *
 * @param failed actions that failed
 * @param settled resolutions that were carried out
 */
public record Reports(
    @NotNull @Size(max = 200) List<@Valid @NotNull SyncErrorReport> failed,
    @NotNull @Size(max = 200) List<@Valid @NotNull SettledReport> settled) {}
