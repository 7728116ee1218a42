package dev.haversack.conflict.intake;

import dev.haversack.contract.api.IntakeApi;
import dev.haversack.contract.model.Reports;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import org.jboss.resteasy.reactive.RestResponse;

/** Where replay-service reports. */
@RunOnVirtualThread
class IntakeResource implements IntakeApi {

  private final Caller caller;
  private final Intake intake;

  IntakeResource(Caller caller, Intake intake) {
    this.caller = caller;
    this.intake = intake;
  }

  @Override
  @RolesAllowed(Roles.SERVICE)
  public RestResponse<Void> report(Reports reports) {
    intake.take(caller.organizationId(), reports);
    return RestResponse.noContent();
  }
}
