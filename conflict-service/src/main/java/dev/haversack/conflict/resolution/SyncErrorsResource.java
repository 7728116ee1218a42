package dev.haversack.conflict.resolution;

import dev.haversack.conflict.errors.ErrorFilter;
import dev.haversack.conflict.errors.ErrorList;
import dev.haversack.conflict.errors.SyncErrors;
import dev.haversack.conflict.errors.Viewer;
import dev.haversack.contract.api.SyncErrorsApi;
import dev.haversack.contract.model.ResolutionRequest;
import dev.haversack.contract.model.SyncError;
import dev.haversack.contract.model.SyncErrorPage;
import dev.haversack.contract.model.SyncErrorState;
import dev.haversack.platform.http.ETags;
import dev.haversack.platform.http.PreferWait;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Sync errors for those who settle them. */
@RunOnVirtualThread
class SyncErrorsResource implements SyncErrorsApi {

  private final Caller caller;
  private final ErrorList list;
  private final SyncErrors errors;
  private final Resolver resolver;
  private final OutcomeWaiter waiter;

  SyncErrorsResource(
      Caller caller, ErrorList list, SyncErrors errors, Resolver resolver, OutcomeWaiter waiter) {
    this.caller = caller;
    this.list = list;
    this.errors = errors;
    this.resolver = resolver;
    this.waiter = waiter;
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<SyncErrorPage> listSyncErrors(
      @Nullable String state,
      @Nullable String type,
      @Nullable String entity,
      @Nullable UUID userId,
      @Nullable UUID recordId,
      Integer limit,
      @Nullable String cursor) {
    var filter = new ErrorFilter(state, type, entity, userId, recordId);
    return RestResponse.ok(list.page(Viewer.of(caller), filter, limit, cursor));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<SyncError> getSyncError(UUID id, @Nullable String ifNoneMatch) {
    SyncErrors.Versioned found = errors.show(Viewer.of(caller), id);
    return ETags.matches(ifNoneMatch, found.version())
        ? RestResponse.ResponseBuilder.<SyncError>create(Status.NOT_MODIFIED)
            .header("ETag", ETags.of(found.version()))
            .build()
        : answer(Status.OK, found);
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<SyncError> resolveSyncError(
      UUID id, ResolutionRequest request, @Nullable String ifMatch, @Nullable String prefer) {
    Duration wait = PreferWait.parse(prefer);
    Viewer viewer = Viewer.of(caller);
    UUID decision = resolver.resolve(viewer, caller.userId(), id, request, ifMatch);
    boolean known = waiter.await(decision, wait, () -> isKnown(viewer, id, decision));
    return answer(known ? Status.OK : Status.ACCEPTED, errors.show(viewer, id));
  }

  private boolean isKnown(Viewer viewer, UUID id, UUID decision) {
    SyncError now = errors.show(viewer, id).error();
    return now.state() != SyncErrorState.RESOLVING
        || now.resolution() == null
        || !now.resolution().id().equals(decision);
  }

  private static RestResponse<SyncError> answer(Status status, SyncErrors.Versioned found) {
    return RestResponse.ResponseBuilder.create(status, found.error())
        .header("ETag", ETags.of(found.version()))
        .build();
  }
}
