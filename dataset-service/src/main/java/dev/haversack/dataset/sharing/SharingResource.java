package dev.haversack.dataset.sharing;

import dev.haversack.contract.api.SharingApi;
import dev.haversack.contract.model.RecordAccessRights;
import dev.haversack.contract.model.Share;
import dev.haversack.contract.model.ShareList;
import dev.haversack.contract.model.ShareRights;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.configuration.OrganizationModels;
import dev.haversack.dataset.configuration.Principals;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.sharing.ShareStore.StoredShare;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** The sharing API. Administrators use it as the users that they are. */
@RunOnVirtualThread
public class SharingResource implements SharingApi {

  private final Sharing sharing;
  private final OrganizationModels organizations;
  private final Caller caller;

  SharingResource(Sharing sharing, OrganizationModels organizations, Caller caller) {
    this.sharing = sharing;
    this.organizations = organizations;
    this.caller = caller;
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<RecordAccessRights> getRecordAccess(String entity, UUID id) {
    return RestResponse.ok(
        new RecordAccessRights(
            sharing.rightsOf(organization(), caller.userId(), new RecordKey(entity, id))));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<ShareList> listShares(String entity, UUID id) {
    OrganizationModel organization = organization();
    return RestResponse.ok(
        new ShareList(
            sharing.of(organization, caller.userId(), new RecordKey(entity, id)).stream()
                .map(share -> answer(share, organization))
                .toList()));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<Share> shareRecord(
      String entity, UUID id, UUID principalId, ShareRights request) {
    StoredShare share =
        sharing.share(
            caller.organizationId(),
            caller.userId(),
            new RecordKey(entity, id),
            principalId,
            request.rights());
    return RestResponse.ok(answer(share, organization()));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<Void> unshareRecord(String entity, UUID id, UUID principalId) {
    sharing.unshare(
        caller.organizationId(), caller.userId(), new RecordKey(entity, id), principalId);
    return RestResponse.noContent();
  }

  private OrganizationModel organization() {
    return organizations.get(caller.organizationId());
  }

  private static Share answer(StoredShare share, OrganizationModel organization) {
    return new Share(
        share.principalId(),
        Principals.typeOf(organization, share.principalId()),
        Rights.of(share.rights()),
        Rights.of(share.inherited()),
        share.sharedBy(),
        share.sharedAt());
  }
}
