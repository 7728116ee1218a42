package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody would have too many records.
 *
 * @param tooLarge the first dataset that was found to be too large; left out when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileSize(@Nullable @Valid LargeDataset tooLarge) {}
