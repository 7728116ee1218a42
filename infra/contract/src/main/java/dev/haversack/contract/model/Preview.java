package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * What publishing a profile would change.
 *
 * @param checkpoint the checkpoint of what the users have now
 * @param users one for each user
 */
public record Preview(
    @NotNull @Min(0) Long checkpoint, @NotNull List<@Valid @NotNull UserPreview> users) {}
