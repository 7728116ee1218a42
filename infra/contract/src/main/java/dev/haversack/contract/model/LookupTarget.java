package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * An entity that a lookup may point to, and the relationship that makes.
 *
 * @param entity the referenced entity
 * @param relationship the schema name of the many-to-one relationship
 * @param hierarchical whether it makes the entity's hierarchy, for filters with {@code under} and
 *     its kin; for one lookup of an entity to itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LookupTarget(
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String entity,
    @NotNull @Size(min = 1, max = 200) String relationship,
    boolean hierarchical) {

  /** A relationship that makes no hierarchy. */
  public LookupTarget(String entity, String relationship) {
    this(entity, relationship, false);
  }
}
