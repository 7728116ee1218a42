package dev.haversack.contract.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What the caller may do with a record.
 *
 * @param rights his rights; reading is always among them
 */
public record RecordAccessRights(@NotNull @Size(max = 7) List<@NotNull AccessRight> rights) {}
