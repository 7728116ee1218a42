package dev.haversack.conflict.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.haversack.contract.model.SyncErrorEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * What a webhook is told.
 *
 * @param type {@code sync-error.} and what happened
 * @param timestamp when it happened
 * @param organizationId to whom
 * @param data the event
 */
@RegisterForReflection
record Message(
    @JsonProperty String type,
    @JsonProperty Instant timestamp,
    @JsonProperty UUID organizationId,
    @JsonProperty SyncErrorEvent data) {}
