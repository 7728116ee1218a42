package dev.haversack.dataset.configuration;

import dev.haversack.contract.model.PrincipalType;
import java.util.UUID;

/** What records can be shared with: section 7.3 of the facts. */
public final class Principals {

  private Principals() {}

  /**
   * What an id stands for. The organization's is that of its root business unit too; who shares
   * with it shares with everybody.
   */
  public static PrincipalType typeOf(OrganizationModel organization, UUID id) {
    Directory directory = organization.directory();
    if (id.equals(organization.organizationId())) {
      return PrincipalType.ORGANIZATION;
    }
    if (directory.user(id).isPresent()) {
      return PrincipalType.USER;
    }
    return directory.team(id).isPresent() ? PrincipalType.TEAM : PrincipalType.UNKNOWN;
  }
}
