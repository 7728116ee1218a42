/**
 * The records: reading and writing them with the user's rights, and the built-in store behind
 * {@link dev.haversack.dataset.records.RecordStore}, which another system of record can take the
 * place of.
 */
@NullMarked
package dev.haversack.dataset.records;

import org.jspecify.annotations.NullMarked;
