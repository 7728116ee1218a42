package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision: who, when, why, and what became of it.
 *
 * @param id the decision's id
 * @param resolution what was decided
 * @param operation what the action does from then on; left out where that was not changed
 * @param attributes the attributes that the action carries from then on; left out where they were
 *     not changed
 * @param choices of a merge: what was chosen, by attribute; null for who sees no values, and in
 *     those made before choices were kept
 * @param discardDependants whether what was held behind the action was given up with it
 * @param onOwnBehalf whether the action is applied with the rights of who decided, not of who made
 *     it
 * @param reason why, in the words of the person who decided
 * @param resolvedBy who decided
 * @param resolvedAt when
 * @param outcome what became of it; left out until that is known
 * @param outcomeAt when that was
 * @param version the record's version afterwards, where the action was applied
 * @param refusal why it was refused, where the outcome is {@code refused}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncErrorResolution(
    @NotNull UUID id,
    @NotNull Resolution resolution,
    @Nullable Operation operation,
    @Nullable ObjectNode attributes,
    @Size(max = 1000) @Nullable Map<String, @Valid @NotNull MergeChoice> choices,
    boolean discardDependants,
    boolean onOwnBehalf,
    @Size(max = 4000) @Nullable String reason,
    @NotNull UUID resolvedBy,
    @NotNull Instant resolvedAt,
    @Nullable ResolutionOutcome outcome,
    @Nullable Instant outcomeAt,
    @Nullable Long version,
    @Valid @Nullable ResolutionRefusal refusal) {

  /** The same decision, without the values that it brought. */
  public SyncErrorResolution withoutValues() {
    return new SyncErrorResolution(
        id,
        resolution,
        operation,
        null,
        null,
        discardDependants,
        onOwnBehalf,
        reason,
        resolvedBy,
        resolvedAt,
        outcome,
        outcomeAt,
        version,
        refusal);
  }
}
