package dev.haversack.dataset.sync;

import dev.haversack.contract.api.DatasetsApi;
import dev.haversack.contract.model.DatasetStatus;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.core.StreamingOutput;
import org.jboss.resteasy.reactive.RestResponse;

/** Snapshots, deltas and status of the caller's organization. */
@RunOnVirtualThread
class DatasetsResource implements DatasetsApi {

  private final Sync sync;
  private final StatusReader status;
  private final Caller caller;
  private final RoutingContext call;

  DatasetsResource(Sync sync, StatusReader status, Caller caller, RoutingContext call) {
    this.sync = sync;
    this.status = status;
    this.caller = caller;
    this.call = call;
  }

  @Override
  @RolesAllowed(Roles.USER)
  public RestResponse<StreamingOutput> getSnapshot() {
    return RestResponse.ok(sync.stream(caller.organizationId(), caller.userId(), null, call));
  }

  @Override
  @RolesAllowed(Roles.USER)
  public RestResponse<StreamingOutput> getDelta(String token) {
    return RestResponse.ok(sync.stream(caller.organizationId(), caller.userId(), token, call));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<DatasetStatus> getDatasetStatus() {
    return RestResponse.ok(status.read(caller.organizationId(), caller.isAdmin()));
  }
}
