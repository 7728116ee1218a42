package dev.haversack.replay.processing;

import java.util.UUID;

/**
 * A record.
 *
 * @param entity its entity
 * @param recordId its id
 */
record RecordKey(String entity, UUID recordId) {}
