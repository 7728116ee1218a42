package dev.haversack.dataset.records;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A write with where it comes from.
 *
 * @param write the write
 * @param actionId the offline action that asked for it; null for a direct call
 */
public record Authored(RecordWrite write, @Nullable UUID actionId) {}
