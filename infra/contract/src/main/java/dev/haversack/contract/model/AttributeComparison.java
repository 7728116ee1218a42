package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * One attribute on both sides. {@code null} is no value; what is left out is not known, or not part
 * of that side.
 *
 * @param attribute the attribute's logical name
 * @param base the value that the action builds on
 * @param mine the value that the user entered
 * @param theirs the value that the record had when the action failed
 * @param conflicting whether both sides changed it; a merge must then choose
 * @param proposed the value that the record would have after a merge without a choice for this
 *     attribute: mine where the user entered one, else theirs. Left out where the attribute is in
 *     conflict
 * @param policy the policy that proposes it, where one does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttributeComparison(
    @NotNull @Size(min = 1, max = 100) String attribute,
    @Nullable JsonNode base,
    @Nullable JsonNode mine,
    @Nullable JsonNode theirs,
    boolean conflicting,
    @Nullable JsonNode proposed,
    @Nullable AttributePolicy policy) {}
