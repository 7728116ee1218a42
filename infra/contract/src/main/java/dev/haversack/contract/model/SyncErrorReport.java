package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A failed action, as replay-service reports it. Reporting the same attempt again changes nothing.
 *
 * @param errorId the sync error's id; the failed action's id
 * @param attempt how often the action has been tried
 * @param deviceId the device
 * @param userId whose action it is
 * @param entity the record's entity
 * @param recordId the record
 * @param operation what the action does
 * @param command which command; of the operation {@code command} only
 * @param attributes what the user entered (mine)
 * @param baseVersion the version the action builds on
 * @param transactionId the local transaction that the action belongs to
 * @param failedAt when it failed
 * @param failure why
 * @param restored whether a decision on somebody's own behalf was not carried out for want of his
 *     rights, as {@code failure} says: the action, and what is wrong with it, are again what they
 *     were at the attempt before; left out for no
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncErrorReport(
    @NotNull UUID errorId,
    @NotNull @Min(1) @Max(1000000) Integer attempt,
    @NotNull UUID deviceId,
    @NotNull UUID userId,
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull UUID recordId,
    @NotNull Operation operation,
    @Nullable CommandName command,
    @Nullable ObjectNode attributes,
    @Nullable Long baseVersion,
    @Nullable UUID transactionId,
    @NotNull Instant failedAt,
    @NotNull @Valid ApplyFailure failure,
    @Nullable Boolean restored) {}
