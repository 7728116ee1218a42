package dev.haversack.replay.resolution;

import dev.haversack.contract.api.ResolutionsApi;
import dev.haversack.contract.model.ResolutionOrder;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import org.jboss.resteasy.reactive.RestResponse;

/** Resolution orders, as the contract's operation. */
@RunOnVirtualThread
class ResolutionsResource implements ResolutionsApi {

  private final ResolutionOrders orders;
  private final Caller caller;

  ResolutionsResource(ResolutionOrders orders, Caller caller) {
    this.orders = orders;
    this.caller = caller;
  }

  @Override
  @RolesAllowed(Roles.SERVICE)
  public RestResponse<Void> orderResolution(ResolutionOrder resolutionOrder) {
    orders.accept(caller.organizationId(), resolutionOrder);
    return RestResponse.accepted();
  }
}
