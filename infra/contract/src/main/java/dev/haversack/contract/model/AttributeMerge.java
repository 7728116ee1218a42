package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of an attribute comes from after a merge.
 *
 * @param attribute the attribute
 * @param source where its value comes from
 * @param policy the policy that decided; left out where only one side had changed it, and where a
 *     person decided
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttributeMerge(
    @NotNull @Size(min = 1, max = 100) String attribute,
    @NotNull MergeSource source,
    @Nullable AttributePolicy policy) {}
