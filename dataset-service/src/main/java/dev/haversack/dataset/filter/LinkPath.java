package dev.haversack.dataset.filter;

import dev.haversack.dataset.configuration.Relation;
import org.jspecify.annotations.Nullable;

/**
 * How a link leads from a record to linked ones: up a lookup of the record, then down a lookup of
 * theirs; at least one of the two.
 *
 * @param up from the record to what it points to; null to stay with the record
 * @param down from there to the records that point there; null to stay there
 */
public record LinkPath(@Nullable Relation up, @Nullable Relation down) {}
