package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The latest state of one thing that is configured.
 *
 * @param revision the revision that made it so; rises strictly along the feed
 * @param kind what it is
 * @param id which one: a UUID, or an entity's logical name
 * @param payload its state, in the schema of its kind; left out when it was deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeedEntry(
    @NotNull Long revision,
    @NotNull FeedKind kind,
    @NotNull @Size(min = 1, max = 200) String id,
    @Nullable JsonNode payload) {}
