package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to do with a failed action now, as conflict-service decides it. Sending the same order again
 * changes nothing.
 *
 * @param resolutionId the resolution's id
 * @param actionId the failed action
 * @param attempt the attempt that failed and is settled by this
 * @param apply whether to apply the action (as below) or to discard it
 * @param operation what the action does from now on; as before when left out
 * @param attributes the attributes that it carries from now on; as before when left out
 * @param baseVersion the version that the person who resolves has seen
 * @param discardDependants of one that is discarded: whether the actions held behind it are
 *     discarded, too
 * @param merges of a merge: where the attributes come from. What {@code resolver} entered is set as
 *     it is, also where the attribute's policy combines, and fails again when the attribute has
 *     changed since
 * @param onOwnBehalf whether the action is applied with the rights of who decided
 * @param resolvedBy who decided
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResolutionOrder(
    @NotNull UUID resolutionId,
    @NotNull UUID actionId,
    @NotNull @Min(1) @Max(1000000) Integer attempt,
    boolean apply,
    @Nullable Operation operation,
    @Nullable ObjectNode attributes,
    @Nullable Long baseVersion,
    @Nullable Boolean discardDependants,
    @Nullable List<@Valid @NotNull AttributeMerge> merges,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean onOwnBehalf,
    @NotNull UUID resolvedBy) {}
