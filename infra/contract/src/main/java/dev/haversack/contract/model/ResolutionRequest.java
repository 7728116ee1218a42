package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision about a sync error.
 *
 * @param resolution what is decided; one of the error's {@code allowedResolutions}
 * @param choices of {@code merge}: a choice by attribute. Every attribute in conflict needs one;
 *     the others keep what the user entered, unless they are named as well. When nothing of the
 *     user's remains, the effect is that of {@code keep-theirs}
 * @param attributes of {@code resubmit}: the attributes that the action carries from now on; as
 *     before when left out. A value that is as it was counts as untouched: where its policy
 *     combines, it is combined, unless the attribute is in conflict
 * @param operation of {@code resubmit}: what the action does from now on; as before when left out.
 *     An update of a record that is gone may become a {@code create}, a create of a record that
 *     exists an {@code update}
 * @param discardDependants of {@code keep-theirs} and {@code discard}: whether what is held behind
 *     the action is given up with it; else it goes on, in its order
 * @param onOwnBehalf of {@code keep-mine}, {@code merge} and {@code resubmit}: whether the action
 *     is applied with the rights of who decides, instead of the rights of who made it
 * @param reason why; kept in the history
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResolutionRequest(
    @NotNull Resolution resolution,
    @Size(max = 1000) @Nullable Map<String, @Valid @NotNull MergeChoice> choices,
    @Nullable ObjectNode attributes,
    @Nullable Operation operation,
    boolean discardDependants,
    boolean onOwnBehalf,
    @Size(max = 4000) @Nullable String reason) {

  /** A decision that lets go on what waits behind the action. */
  public ResolutionRequest(
      Resolution resolution,
      @Nullable Map<String, MergeChoice> choices,
      @Nullable ObjectNode attributes,
      @Nullable Operation operation,
      @Nullable String reason) {
    this(resolution, choices, attributes, operation, false, false, reason);
  }
}
