package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What goes with publishing.
 *
 * @param comment why it is published; kept with the version
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublishRequest(@Size(max = 2000) @Nullable String comment) {}
