package dev.haversack.conflict.resolution;

import dev.haversack.conflict.errors.ErrorFilter;
import dev.haversack.conflict.errors.ErrorList;
import dev.haversack.conflict.errors.SyncErrors;
import dev.haversack.conflict.errors.Viewer;
import dev.haversack.conflict.errors.Viewers;
import dev.haversack.conflict.handover.Discussion;
import dev.haversack.contract.api.SyncErrorsApi;
import dev.haversack.contract.model.BulkResolution;
import dev.haversack.contract.model.BulkResolutionAnswer;
import dev.haversack.contract.model.NewSyncErrorComment;
import dev.haversack.contract.model.ResolutionRequest;
import dev.haversack.contract.model.SyncError;
import dev.haversack.contract.model.SyncErrorAssignment;
import dev.haversack.contract.model.SyncErrorComment;
import dev.haversack.contract.model.SyncErrorCommentPage;
import dev.haversack.contract.model.SyncErrorCounts;
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
  private final Viewers viewers;
  private final ErrorList list;
  private final SyncErrors errors;
  private final Resolver resolver;
  private final BulkResolver bulk;
  private final OutcomeWaiter waiter;
  private final Discussion discussion;

  SyncErrorsResource(
      Caller caller,
      Viewers viewers,
      ErrorList list,
      SyncErrors errors,
      Resolver resolver,
      BulkResolver bulk,
      OutcomeWaiter waiter,
      Discussion discussion) {
    this.discussion = discussion;
    this.caller = caller;
    this.viewers = viewers;
    this.bulk = bulk;
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
      @Nullable UUID teamId,
      @Nullable UUID assignedTo,
      @Nullable String failedAfter,
      @Nullable String failedBefore,
      Integer limit,
      @Nullable String cursor) {
    Viewer viewer = viewers.of(caller);
    var filter =
        filter(
            viewer,
            state,
            type,
            entity,
            userId,
            recordId,
            teamId,
            assignedTo,
            failedAfter,
            failedBefore);
    return RestResponse.ok(list.page(viewer, filter, limit, cursor));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<SyncErrorCounts> countSyncErrors(
      @Nullable String state,
      @Nullable String type,
      @Nullable String entity,
      @Nullable UUID userId,
      @Nullable UUID recordId,
      @Nullable UUID teamId,
      @Nullable UUID assignedTo,
      @Nullable String failedAfter,
      @Nullable String failedBefore) {
    Viewer viewer = viewers.of(caller);
    var filter =
        filter(
            viewer,
            state,
            type,
            entity,
            userId,
            recordId,
            teamId,
            assignedTo,
            failedAfter,
            failedBefore);
    return RestResponse.ok(list.counts(viewer, filter));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<BulkResolutionAnswer> resolveSyncErrors(BulkResolution request) {
    return RestResponse.ok(bulk.resolve(viewers.of(caller), caller.userId(), request));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<SyncError> getSyncError(UUID id, @Nullable String ifNoneMatch) {
    SyncErrors.Versioned found = errors.show(viewers.of(caller), id);
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
    Viewer viewer = viewers.of(caller);
    UUID decision = resolver.resolve(viewer, caller.userId(), id, request, ifMatch);
    boolean known = waiter.await(decision, wait, () -> isKnown(viewer, id, decision));
    return answer(known ? Status.OK : Status.ACCEPTED, errors.show(viewer, id));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<SyncError> assignSyncError(
      UUID id, SyncErrorAssignment assignment, @Nullable String ifMatch) {
    Viewer viewer = viewers.of(caller);
    discussion.assign(viewer, id, assignment, ifMatch);
    return answer(Status.OK, errors.afterHandingOver(viewer, id));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<SyncErrorCommentPage> listSyncErrorComments(
      UUID id, Integer limit, @Nullable String cursor) {
    return RestResponse.ok(discussion.page(viewers.of(caller), id, limit, cursor));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<SyncErrorComment> commentSyncError(UUID id, NewSyncErrorComment comment) {
    return RestResponse.status(Status.CREATED, discussion.comment(viewers.of(caller), id, comment));
  }

  private ErrorFilter filter(
      Viewer viewer,
      @Nullable String state,
      @Nullable String type,
      @Nullable String entity,
      @Nullable UUID userId,
      @Nullable UUID recordId,
      @Nullable UUID teamId,
      @Nullable UUID assignedTo,
      @Nullable String failedAfter,
      @Nullable String failedBefore) {
    return new ErrorFilter(
        state,
        type,
        entity,
        userId,
        teamId == null ? null : viewers.members(viewer.organizationId(), teamId),
        assignedTo,
        recordId,
        null,
        ErrorFilter.time("failedAfter", failedAfter),
        ErrorFilter.time("failedBefore", failedBefore));
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
