package dev.haversack.quickstart.client;

import dev.haversack.contract.model.RemovalReason;
import java.util.UUID;

/**
 * A record that left the dataset.
 *
 * @param entity its entity
 * @param id its id
 * @param reason why
 */
public record Removal(String entity, UUID id, RemovalReason reason) {}
