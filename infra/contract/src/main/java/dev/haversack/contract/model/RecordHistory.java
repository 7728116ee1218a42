package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a record's history.
 *
 * @param steps what was overwritten, the newest first
 * @param nextBeforeVersion {@code beforeVersion} of the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordHistory(
    @NotNull List<@Valid @NotNull RecordStep> steps, @Nullable Long nextBeforeVersion) {}
