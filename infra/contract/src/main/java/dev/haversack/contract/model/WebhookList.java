package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * The webhooks of an organization.
 *
 * @param items all of them
 */
public record WebhookList(@NotNull List<@Valid @NotNull Webhook> items) {}
