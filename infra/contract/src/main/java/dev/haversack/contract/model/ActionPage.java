package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a device's actions.
 *
 * @param actions the actions, in the order of their sequence numbers
 * @param nextAfterSequence {@code afterSequence} of the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionPage(
    @NotNull @Size(max = 1000) List<@Valid @NotNull ActionOutcome> actions,
    @Min(1) @Nullable Long nextAfterSequence) {}
