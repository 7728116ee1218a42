package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A part of an organization's configuration feed, in order.
 *
 * @param revision the organization's present revision
 * @param entries the entries; empty when the caller has reached the present revision
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeedPage(
    @NotNull Long revision, @NotNull @Size(max = 1000) List<@Valid @NotNull FeedEntry> entries) {}
