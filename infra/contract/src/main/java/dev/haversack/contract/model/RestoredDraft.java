package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * A draft that has become what an earlier version was.
 *
 * @param draft the draft as it is now
 * @param publishable whether it could be published today: no finding is an error
 * @param findings all findings against today's metadata
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoredDraft(
    @NotNull @Valid Profile draft,
    boolean publishable,
    @NotNull List<@Valid @NotNull Finding> findings) {}
