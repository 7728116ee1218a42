package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Holds where all parts hold; with no parts it always holds. */
public record AndFilter(
    @JsonProperty(value = "and", required = true) @NotNull @Size(max = 2000)
        List<@Valid @NotNull Filter> and)
    implements Filter {}
