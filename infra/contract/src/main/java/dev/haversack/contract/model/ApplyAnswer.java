package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What became of the actions. The first action that fails ends the group: its effects and those
 * before it are kept apart, and nothing after it was tried.
 *
 * @param results one result per action that was tried, in order; all but the last are applied or
 *     merged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplyAnswer(@NotNull @Size(max = 1000) List<@Valid @NotNull ApplyResult> results) {}
