package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One action to apply.
 *
 * @param actionId the action's id; an action has its effect once, however often it is sent
 * @param attempt which attempt this is; it rises only when the one before has failed and somebody
 *     decided to try again
 * @param entity the record's entity
 * @param recordId the record
 * @param operation what to do
 * @param command which command; of the operation {@code command} only
 * @param transactionId the local transaction that it belongs to; its actions are applied all or not
 *     at all
 * @param attributes the attributes of a create, the changed attributes of an update, the new owner
 *     of an assign, the parameters of a command; none for the others
 * @param baseVersion the version of the record that an update or delete builds on
 * @param baseValues the values that the changed attributes had there, as far as the device knows
 *     them
 * @param precedingVersion the version that the preceding action of the same device on the same
 *     record resulted in
 * @param dependsOn earlier actions of the request that it builds on: when one of them fails or is
 *     skipped, it is skipped. All that come before it when left out
 * @param madeAt when it was made by the device's clock; only the conflict policy {@code latest}
 *     looks at it
 * @param overwrite set by a resolution that saw {@code baseVersion}: what came after that version
 *     conflicts even where the mode is {@code off}; in mode {@code attribute} only a change of the
 *     same attributes does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplyAction(
    @NotNull UUID actionId,
    @NotNull @Min(1) @Max(1000000) Integer attempt,
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull UUID recordId,
    @NotNull Operation operation,
    @Nullable CommandName command,
    @Nullable UUID transactionId,
    @Nullable ObjectNode attributes,
    @Nullable Long baseVersion,
    @Nullable ObjectNode baseValues,
    @Nullable Long precedingVersion,
    @Nullable List<@NotNull UUID> dependsOn,
    @Nullable Instant madeAt,
    boolean overwrite) {}
