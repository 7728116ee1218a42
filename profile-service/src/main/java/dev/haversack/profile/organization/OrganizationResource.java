package dev.haversack.profile.organization;

import dev.haversack.contract.api.OrganizationApi;
import dev.haversack.contract.model.Organization;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import dev.haversack.profile.answers.Answers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The caller's organization. */
@RunOnVirtualThread
public class OrganizationResource implements OrganizationApi {

  private final Organizations organizations;
  private final Caller caller;

  OrganizationResource(Organizations organizations, Caller caller) {
    this.organizations = organizations;
    this.caller = caller;
  }

  @Override
  @RolesAllowed({Roles.ADMIN, Roles.USER})
  public RestResponse<Organization> getOrganization(@Nullable String ifNoneMatch) {
    return Answers.of(organizations.read(caller.organizationId()), ifNoneMatch);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Organization> putOrganization(
      Organization organization, @Nullable String ifMatch) {
    return Answers.of(
        organizations.put(caller.organizationId(), organization, ifMatch),
        "/profile/v1/organization");
  }
}
