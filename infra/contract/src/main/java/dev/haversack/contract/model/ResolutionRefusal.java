package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Why a decision cannot be carried out.
 *
 * @param code the code of the rule that it breaks
 * @param detail what is wrong, in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResolutionRefusal(
    @NotNull @Size(min = 1, max = 100) String code,
    @NotNull @Size(min = 1, max = 1000) String detail) {}
