package dev.haversack.dataset.sync;

import dev.haversack.contract.api.DatasetsApi;
import dev.haversack.contract.model.DatasetDigests;
import dev.haversack.contract.model.DatasetPage;
import dev.haversack.contract.model.DatasetStatus;
import dev.haversack.platform.http.PreferWait;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

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
  public RestResponse<StreamingOutput> getSnapshot(
      @Nullable UUID deviceId,
      @Nullable String resume,
      @Nullable String afterEntity,
      @Nullable UUID afterId,
      @Nullable String entity) {
    Resumption at = Resuming.at(resume, afterEntity, afterId);
    if (at != null && entity != null) {
      throw ProblemException.of(
          ProblemCode.INVALID_REQUEST,
          "A stream of one entity is asked for anew, not gone on with.");
    }
    return sync.stream(ask(null, at, deviceId, entity), call);
  }

  @Override
  @RolesAllowed(Roles.USER)
  public RestResponse<StreamingOutput> getDelta(
      String token,
      @Nullable UUID deviceId,
      @Nullable String resume,
      @Nullable String afterEntity,
      @Nullable UUID afterId,
      @Nullable String prefer) {
    Resumption at = Resuming.at(resume, afterEntity, afterId);
    Duration wait = at == null ? PreferWait.parse(prefer) : Duration.ZERO;
    return sync.stream(ask(token, at, deviceId, null), wait, call);
  }

  @Override
  @RolesAllowed(Roles.USER)
  public RestResponse<DatasetPage> getDatasetPage(
      @Nullable UUID deviceId, @Nullable String token, Integer limit, @Nullable String cursor) {
    return RestResponse.ok(sync.page(ask(token, Resuming.at(cursor), deviceId, null), limit));
  }

  @Override
  @RolesAllowed(Roles.USER)
  public RestResponse<DatasetDigests> getDigests(String token) {
    return RestResponse.ok(sync.digests(ask(token, null, null, null)));
  }

  private Ask ask(
      @Nullable String token,
      @Nullable Resumption at,
      @Nullable UUID deviceId,
      @Nullable String entity) {
    return new Ask(caller.organizationId(), caller.userId(), token, at, deviceId, entity);
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<DatasetStatus> getDatasetStatus() {
    return RestResponse.ok(status.read(caller.organizationId(), caller.isAdmin()));
  }
}
