package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * All shares of a record.
 *
 * @param items the shares, sorted by principal
 */
public record ShareList(@NotNull @Size(max = 1000) List<@Valid @NotNull Share> items) {}
