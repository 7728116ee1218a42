package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Holds where at least one part holds; with no parts it never holds. */
public record OrFilter(
    @JsonProperty(value = "or", required = true) @NotNull @Size(max = 2000)
        List<@Valid @NotNull Filter> or)
    implements Filter {}
