package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A filter as FetchXML.
 *
 * @param entity the entity that it filters
 * @param fetchXml the text
 * @param purpose what the filter is for; an item when left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FetchXmlText(
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String entity,
    @NotNull @Size(max = 1000000) String fetchXml,
    @Nullable FilterPurpose purpose) {}
