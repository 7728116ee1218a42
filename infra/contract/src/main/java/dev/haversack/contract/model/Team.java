package dev.haversack.contract.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * A team.
 *
 * @param id its id
 * @param name its name
 * @param kind what it is for
 * @param businessUnitId the business unit it is in
 * @param memberIds its members; none named for a default team
 * @param roleIds its roles; an access team has none
 * @param isDefault whether it is the default team of its business unit, and so its members are the
 *     users of the unit, section 7.2 of the facts; not so when left out
 */
public record Team(
    @NotNull UUID id,
    @NotNull @Size(min = 1, max = 160) String name,
    @NotNull TeamKind kind,
    @NotNull UUID businessUnitId,
    @NotNull @Size(max = 10000) List<@NotNull UUID> memberIds,
    @NotNull @Size(max = 100) List<@NotNull UUID> roleIds,
    boolean isDefault) {

  /** A team of chosen members. */
  public Team(
      UUID id,
      String name,
      TeamKind kind,
      UUID businessUnitId,
      List<UUID> memberIds,
      List<UUID> roleIds) {
    this(id, name, kind, businessUnitId, memberIds, roleIds, false);
  }
}
