package dev.haversack.dataset.sharing;

import dev.haversack.contract.model.Share.PrincipalType;
import dev.haversack.dataset.configuration.Directory;
import dev.haversack.dataset.configuration.OrganizationModel;
import java.util.UUID;

/** What a record can be shared with: section 7.3 of the facts. */
final class SharedWith {

  private SharedWith() {}

  /**
   * What the id stands for. The organization's is that of its root business unit too; who shares
   * with it shares with everybody.
   */
  static PrincipalType of(OrganizationModel organization, UUID principalId) {
    Directory directory = organization.directory();
    if (principalId.equals(organization.organizationId())) {
      return PrincipalType.ORGANIZATION;
    }
    if (directory.user(principalId).isPresent()) {
      return PrincipalType.USER;
    }
    return directory.team(principalId).isPresent() ? PrincipalType.TEAM : PrincipalType.UNKNOWN;
  }
}
