package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What replay-service has to tell. Failures of one error take effect in their order, and before
 * what was settled.
 *
 * @param failed actions that failed
 * @param settled resolutions that were carried out
 */
public record Reports(
    @NotNull @Size(max = 200) List<@Valid @NotNull SyncErrorReport> failed,
    @NotNull @Size(max = 200) List<@Valid @NotNull SettledReport> settled) {}
