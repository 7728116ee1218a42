package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Looks at the records that a record is linked with. */
public record LinkFilter(@JsonProperty(value = "link", required = true) @NotNull @Valid Link link)
    implements Filter {}
