package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a merge makes of one attribute: exactly one of the two.
 *
 * @param take which side to take
 * @param value a new value; {@code null} for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MergeChoice(@Nullable MergeSide take, @Nullable JsonNode value) {}
