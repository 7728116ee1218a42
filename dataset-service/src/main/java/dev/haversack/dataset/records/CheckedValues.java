package dev.haversack.dataset.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.FieldError;
import java.util.List;

/**
 * Values that a caller sent, read by their types.
 *
 * @param values the readable ones in the form in which they are stored; null takes a value away
 * @param references the lookups among them that have a value
 * @param findings what is wrong with the others
 */
public record CheckedValues(
    ObjectNode values, List<Reference> references, List<FieldError> findings) {}
