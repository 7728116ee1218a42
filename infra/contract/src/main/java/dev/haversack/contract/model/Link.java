package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which records are linked, and what is asked of them: section 8.1 of the facts.
 *
 * @param type how many of them have to be there
 * @param entity their entity
 * @param from an attribute of theirs; linked are those with the value that {@code to} has
 * @param to an attribute of the record. One of the two is a lookup or the owner, the other one too
 *     or the record's id: the entity's name with {@code id} behind
 * @param filter which of the linked records count; all when left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Link(
    @JsonProperty(required = true) @NotNull LinkType type,
    @JsonProperty(required = true) @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$")
        String entity,
    @JsonProperty(required = true) @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,101}$")
        String from,
    @JsonProperty(required = true) @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,101}$") String to,
    @Nullable @Valid Filter filter) {

  /** The same link with another filter. */
  public Link with(@Nullable Filter other) {
    return new Link(type, entity, from, to, other);
  }
}
