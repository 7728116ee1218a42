package dev.haversack.profile.fetchxml;

import dev.haversack.contract.api.FiltersApi;
import dev.haversack.contract.model.FetchXmlText;
import dev.haversack.contract.model.FilterForms;
import dev.haversack.contract.model.FilterTree;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Filters as FetchXML. */
@RunOnVirtualThread
public class FiltersResource implements FiltersApi {

  private final FilterConversions conversions;
  private final Caller caller;

  FiltersResource(FilterConversions conversions, Caller caller) {
    this.conversions = conversions;
    this.caller = caller;
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<FilterForms> filterFromFetchXml(FetchXmlText text) {
    return RestResponse.ok(conversions.read(caller.organizationId(), text));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<FilterForms> filterToFetchXml(FilterTree tree) {
    return RestResponse.ok(conversions.print(caller.organizationId(), tree));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<FilterForms> getOrganizationFilterForms(String entity) {
    return RestResponse.ok(conversions.ofOrganization(caller.organizationId(), entity));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<FilterForms> getItemFilterForms(
      UUID id, String entity, @Nullable Integer version) {
    return RestResponse.ok(conversions.ofItem(caller.organizationId(), id, entity, version));
  }
}
