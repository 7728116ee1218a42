package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A finding in a draft.
 *
 * @param severity how grave it is
 * @param field the place in the draft, for instance {@code items[2].filter.and[0].attribute}
 * @param code the stable code of the finding
 * @param message what is wrong and what is allowed
 * @param publishedCode the hex code that Dynamics 365 publishes for the same fault
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
    @NotNull FindingSeverity severity,
    @NotNull @Size(max = 1000) String field,
    @NotNull @Size(max = 100) String code,
    @NotNull String message,
    @Size(max = 10) @Nullable String publishedCode) {}
