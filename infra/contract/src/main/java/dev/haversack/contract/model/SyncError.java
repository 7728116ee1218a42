package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action that could not be applied, with everything a person needs to settle it. Dynamics 365
 * calls it {@code syncerror}; where its column names say the same, the descriptions name them.
 *
 * @param id the error's id; the failed action's id ({@code syncerrorid})
 * @param state where it stands ({@code statecode})
 * @param type the kind of failure ({@code errortype}: 0 {@code conflict}, 1 {@code
 *     record-not-found}, 2 {@code record-already-exists}, 3 {@code other})
 * @param code the stable code of the rule that was broken ({@code errorcode})
 * @param publishedCode the hex code that Dynamics 365 publishes for the same fault
 * @param message what is wrong, in words ({@code errormessage})
 * @param entity the record's entity ({@code name})
 * @param recordId the record ({@code regardingobjectid})
 * @param userId whose action failed ({@code ownerid})
 * @param assignedTo who was asked to settle it, if somebody was
 * @param deviceId the device that it came from
 * @param operation what the action was to do ({@code action})
 * @param command which command; of the operation {@code command} only
 * @param transactionId the local transaction that the action belongs to, if it does: its actions
 *     are applied together or not at all
 * @param attempt how often the action has been tried
 * @param failedAt when it failed last ({@code errortime})
 * @param errors all findings of the action; empty where the failure belongs to no particular
 *     attribute
 * @param baseVersion the version that the action builds on
 * @param theirsVersion the version that the record had when the action failed
 * @param attributes base, mine and theirs, attribute by attribute: those in conflict first, then
 *     the others that the user entered, then the rest
 * @param allowedResolutions what can be chosen now; empty unless the state is {@code active}
 * @param resolution the latest decision; left out while there is none, and when the action failed
 *     again by it. With the outcome {@code refused} another one is needed
 * @param history every reported attempt, each with the decisions about it; oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncError(
    @NotNull UUID id,
    @NotNull SyncErrorState state,
    @NotNull SyncErrorType type,
    @NotNull @Size(min = 1, max = 100) String code,
    @Size(min = 1, max = 20) @Nullable String publishedCode,
    @NotNull @Size(min = 1, max = 1000) String message,
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull UUID recordId,
    @NotNull UUID userId,
    @Nullable UUID assignedTo,
    @NotNull UUID deviceId,
    @NotNull Operation operation,
    @Nullable CommandName command,
    @Nullable UUID transactionId,
    @NotNull @Min(1) @Max(1000000) Integer attempt,
    @NotNull Instant failedAt,
    @NotNull List<@Valid @NotNull FieldError> errors,
    @Nullable Long baseVersion,
    @Nullable Long theirsVersion,
    @NotNull List<@Valid @NotNull AttributeComparison> attributes,
    @NotNull List<@NotNull Resolution> allowedResolutions,
    @Valid @Nullable SyncErrorResolution resolution,
    @NotNull List<@Valid @NotNull SyncErrorAttempt> history) {}
