package dev.haversack.dataset.replaying;

import dev.haversack.contract.api.ReplayingApi;
import dev.haversack.contract.model.ApplyAnswer;
import dev.haversack.contract.model.ApplyRequest;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import org.jboss.resteasy.reactive.RestResponse;

/** What replay-service calls. */
@Blocking
public class ReplayingResource implements ReplayingApi {

  private final GroupApplier applier;
  private final Caller caller;

  ReplayingResource(GroupApplier applier, Caller caller) {
    this.applier = applier;
    this.caller = caller;
  }

  @Override
  @RolesAllowed(Roles.SERVICE)
  public RestResponse<ApplyAnswer> applyActions(ApplyRequest request) {
    return RestResponse.ok(applier.apply(caller.organizationId(), request));
  }
}
