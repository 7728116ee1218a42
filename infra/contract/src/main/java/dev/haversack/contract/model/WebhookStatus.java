package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How deliveries to a webhook go.
 *
 * @param delivered the number of the last event that was delivered, or was of no interest
 * @param waiting how many events come after that one
 * @param missed how many events were removed before they could be delivered
 * @param failures how many deliveries in a row have failed
 * @param lastSuccessAt when one went well last
 * @param lastFailureAt when one failed last
 * @param lastFailure why
 * @param nextAttemptAt when it is tried again; null when nothing failed last, and while it is
 *     switched off
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookStatus(
    @NotNull @Min(0) Long delivered,
    @NotNull @Min(0) Long waiting,
    @NotNull @Min(0) Long missed,
    @NotNull @Min(0) Integer failures,
    @Nullable Instant lastSuccessAt,
    @Nullable Instant lastFailureAt,
    @Size(max = 300) @Nullable String lastFailure,
    @Nullable Instant nextAttemptAt) {}
