package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a merge makes of one attribute: exactly one of the two.
 *
 * @param take which side to take; where the attribute's policy combines, {@code mine} is what the
 *     user made of the value that he had, unless the attribute is in conflict
 * @param value a new value, set as it is; {@code null} for none; one that the attribute never takes
 *     is refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MergeChoice(@Nullable MergeSide take, @Nullable JsonNode value) {}
