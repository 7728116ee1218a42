package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * An entity that a lookup may point to, and the relationship that makes.
 *
 * @param entity the referenced entity
 * @param relationship the schema name of the many-to-one relationship; no other lookup of the same
 *     entity, and no other lookup to that one, can be given the same
 * @param hierarchical whether it makes the entity's hierarchy, for filters with {@code under} and
 *     its kin; for one lookup of an entity to itself
 * @param cascadesShare whether records inherit what the record that they point to is shared with,
 *     and what that inherits; of entities that users own. Section 7.4 of the facts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LookupTarget(
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String entity,
    @NotNull @Size(min = 1, max = 200) String relationship,
    boolean hierarchical,
    boolean cascadesShare) {

  /** A relationship that makes no hierarchy and hands on no shares. */
  public LookupTarget(String entity, String relationship) {
    this(entity, relationship, false);
  }

  /** A relationship that hands on no shares. */
  public LookupTarget(String entity, String relationship, boolean hierarchical) {
    this(entity, relationship, hierarchical, false);
  }

  /** The same, which makes no hierarchy and hands on no shares. */
  public LookupTarget plain() {
    return new LookupTarget(entity, relationship);
  }

  /** The same, which hands on shares or does not. */
  public LookupTarget cascading(boolean cascades) {
    return new LookupTarget(entity, relationship, hierarchical, cascades);
  }
}
