package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What became of the actions. An action that fails stops those that depend on it, and no others.
 *
 * @param results one result per action, in order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplyAnswer(@NotNull @Size(max = 1000) List<@Valid @NotNull ApplyResult> results) {}
