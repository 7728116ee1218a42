package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a sync error; without anything that a record holds.
 *
 * @param number rises with each event of the organization, without gaps
 * @param kind what happened
 * @param errorId to which error
 * @param state where it stands afterwards
 * @param type the kind of failure
 * @param entity the record's entity
 * @param recordId the record
 * @param userId whose action failed
 * @param assignedTo who is asked to settle it, if somebody is
 * @param by who decided, asked or commented; left out where nobody did
 * @param at when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncErrorEvent(
    @NotNull Long number,
    @NotNull SyncErrorEventKind kind,
    @NotNull UUID errorId,
    @NotNull SyncErrorState state,
    @NotNull SyncErrorType type,
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull UUID recordId,
    @NotNull UUID userId,
    @Nullable UUID assignedTo,
    @Nullable UUID by,
    @NotNull Instant at) {}
