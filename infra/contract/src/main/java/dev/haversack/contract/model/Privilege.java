package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The depths of the eight privileges on one entity.
 *
 * @param entity the entity's logical name, or {@code *} for all entities
 * @param create depth of Create
 * @param read depth of Read
 * @param write depth of Write
 * @param delete depth of Delete
 * @param append depth of Append
 * @param appendTo depth of AppendTo
 * @param assign depth of Assign
 * @param share depth of Share
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Privilege(
    @NotNull @Size(min = 1, max = 100) String entity,
    @Nullable Depth create,
    @Nullable Depth read,
    @Nullable Depth write,
    @Nullable Depth delete,
    @Nullable Depth append,
    @Nullable Depth appendTo,
    @Nullable Depth assign,
    @Nullable Depth share) {}
