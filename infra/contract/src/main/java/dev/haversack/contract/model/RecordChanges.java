package dev.haversack.contract.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.NotNull;

/**
 * Changes of a record.
 *
 * @param attributes the attributes to change; null takes a value away
 */
public record RecordChanges(@NotNull ObjectNode attributes) {}
