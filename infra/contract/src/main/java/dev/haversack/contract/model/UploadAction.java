package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One offline operation of a user on one record.
 *
 * @param actionId the action's id, made by the device; an action has its effect once, however often
 *     it is sent
 * @param sequence the device's own number of the action: 1 for its first, and one more for each
 *     further one
 * @param entity the record's entity
 * @param recordId the record; of a create the id that the device made for it
 * @param operation what was done
 * @param command which command; of the operation {@code command} only
 * @param transactionId the local transaction that it belongs to; its actions are applied all or not
 *     at all
 * @param attributes the attributes of a create, the changed attributes of an update, the new owner
 *     of an assign, the parameters of a command; none for the others
 * @param baseVersion the version of the record that the device had from the server when an update
 *     or delete was made
 * @param baseValues the values that the changed attributes had there, as far as the device knows
 *     them; values that such an attribute cannot have, and attributes that are not changed, tell
 *     nothing and are passed over
 * @param madeAt when it was made, by the device's clock. Informative: sequence numbers and versions
 *     decide
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UploadAction(
    @NotNull UUID actionId,
    @NotNull @Min(1) Long sequence,
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String entity,
    @NotNull UUID recordId,
    @NotNull Operation operation,
    @Nullable CommandName command,
    @Nullable UUID transactionId,
    @Nullable ObjectNode attributes,
    @Min(0) @Nullable Long baseVersion,
    @Nullable ObjectNode baseValues,
    @Nullable Instant madeAt) {}
