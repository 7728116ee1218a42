package dev.haversack.contract.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What shall be shared.
 *
 * @param rights the rights; reading must be among them
 */
public record ShareRights(@NotNull @Size(min = 1, max = 7) List<@NotNull AccessRight> rights) {}
