package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an organization wants to hear of sync errors.
 *
 * @param id its id
 * @param url where events are posted to
 * @param kinds of what; of everything when left out
 * @param active whether events are sent
 * @param secret what messages are signed with; never shown again. Needed when it is made, and kept
 *     when left out later
 * @param status how deliveries go. Kept by the server
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Webhook(
    @NotNull UUID id,
    @NotNull @Size(min = 8, max = 2000) @Pattern(regexp = "^https?://.+$") String url,
    @Size(max = 20) @Nullable List<@NotNull SyncErrorEventKind> kinds,
    boolean active,
    @Pattern(regexp = "^whsec_[A-Za-z0-9+/]{32,88}={0,2}$") @Nullable String secret,
    @Nullable WebhookStatus status) {}
