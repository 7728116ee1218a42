package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a business process flow.
 *
 * @param stageId its id
 * @param name its name for people
 * @param entity the entity that it is about; the flow's when left out
 * @param childFlow the entity of the flow that is gone through within this stage
 * @param steps what is to be filled in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProcessStage(
    @NotNull UUID stageId,
    @NotNull @Size(min = 1, max = 160) String name,
    @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") @Nullable String entity,
    @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") @Nullable String childFlow,
    @Size(max = 100) @Nullable List<@Valid @NotNull ProcessStep> steps) {

  /** What must be filled in before the stage can be left for the next one. */
  public List<String> requiredAttributes() {
    return Objects.requireNonNullElse(steps, List.<ProcessStep>of()).stream()
        .filter(ProcessStep::required)
        .map(ProcessStep::attribute)
        .toList();
  }
}
