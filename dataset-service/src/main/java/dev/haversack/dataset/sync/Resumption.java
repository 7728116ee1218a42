package dev.haversack.dataset.sync;

import java.util.UUID;

/**
 * Where a stream that broke off is to be gone on with.
 *
 * @param token the {@code resume} of its start line
 * @param entity the entity of the last line that came whole
 * @param id the record in that line
 */
record Resumption(String token, String entity, UUID id) {}
