package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;

/**
 * The outcome of validating a draft.
 *
 * @param profileId the profile
 * @param publishable whether it can be published: no finding is an error
 * @param findings all findings
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileFindings(
    @NotNull UUID profileId,
    boolean publishable,
    @NotNull List<@Valid @NotNull Finding> findings) {}
