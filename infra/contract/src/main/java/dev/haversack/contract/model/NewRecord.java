package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record to be made.
 *
 * @param id its id, if the caller made one; the server makes one otherwise
 * @param attributes its values
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewRecord(@Nullable UUID id, @NotNull ObjectNode attributes) {}
