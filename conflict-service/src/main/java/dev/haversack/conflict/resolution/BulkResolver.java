package dev.haversack.conflict.resolution;

import dev.haversack.conflict.errors.ErrorFilter;
import dev.haversack.conflict.errors.ErrorList;
import dev.haversack.conflict.errors.Viewer;
import dev.haversack.conflict.errors.Viewers;
import dev.haversack.conflict.storage.WireNames;
import dev.haversack.contract.model.BulkRefusal;
import dev.haversack.contract.model.BulkResolution;
import dev.haversack.contract.model.BulkResolutionAnswer;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.Resolution;
import dev.haversack.contract.model.ResolutionRequest;
import dev.haversack.contract.model.SyncErrorState;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Decides about many errors in the same way: one after the other, each by itself. */
@ApplicationScoped
class BulkResolver {

  private static final int MOST = 1000;
  private static final int LONGEST_DETAIL = 1000;
  private static final String LEFT_OUT =
      "You see no active error with this id for which the conditions hold.";

  private final ErrorList list;
  private final Resolver resolver;
  private final Viewers viewers;

  BulkResolver(ErrorList list, Resolver resolver, Viewers viewers) {
    this.list = list;
    this.resolver = resolver;
    this.viewers = viewers;
  }

  /**
   * Decides.
   *
   * @throws ProblemException {@code validation-failed} for a merge, and without any condition
   */
  BulkResolutionAnswer resolve(Viewer viewer, UUID by, BulkResolution bulk) {
    check(bulk);
    ErrorList.Oldest found = list.oldest(viewer, filter(viewer, bulk), MOST, bulk.cursor());
    List<UUID> decided = new ArrayList<>();
    List<BulkRefusal> refused = new ArrayList<>();
    var request = new ResolutionRequest(bulk.resolution(), null, null, null, bulk.reason());
    for (UUID id : found.ids()) {
      try {
        resolver.resolve(viewer, by, id, request, null);
        decided.add(id);
      } catch (ProblemException e) {
        refused.add(refusal(id, e));
      }
    }
    refused.addAll(leftOut(viewer, bulk, found.ids()));
    return new BulkResolutionAnswer(decided, refused, found.nextCursor());
  }

  /** Ids that were named, and that nothing came of: all of them fit into one call. */
  private List<BulkRefusal> leftOut(Viewer viewer, BulkResolution bulk, List<UUID> found) {
    if (bulk.ids() == null || bulk.cursor() != null) {
      return List.of();
    }
    Set<UUID> ids = new LinkedHashSet<>(bulk.ids());
    found.forEach(ids::remove);
    return ids.stream().map(id -> refusal(id, whyLeftOut(viewer, id))).toList();
  }

  /** Who repeats a call whose answer was lost learns that it was carried out. */
  private ProblemException whyLeftOut(Viewer viewer, UUID id) {
    var none = ProblemException.of(ProblemCode.NOT_FOUND, LEFT_OUT);
    try {
      return resolver.whySettled(viewer, id).orElse(none);
    } catch (ProblemException e) {
      return e.code() == ProblemCode.NOT_FOUND ? none : e;
    }
  }

  private ErrorFilter filter(Viewer viewer, BulkResolution bulk) {
    UUID team = bulk.teamId();
    return new ErrorFilter(
        WireNames.of(SyncErrorState.ACTIVE),
        WireNames.orNull(bulk.type()),
        bulk.entity(),
        bulk.userId(),
        team == null ? null : viewers.members(viewer.organizationId(), team),
        null,
        bulk.recordId(),
        bulk.ids(),
        ErrorFilter.inRange("failedAfter", bulk.failedAfter()),
        ErrorFilter.inRange("failedBefore", bulk.failedBefore()));
  }

  /** A slip of the pen is not to settle everything that there is. */
  private static void check(BulkResolution bulk) {
    List<FieldError> findings = new ArrayList<>();
    if (bulk.resolution() == Resolution.MERGE) {
      findings.add(
          finding("resolution", "A merge needs choices for each error; decide one by one."));
    }
    boolean conditional =
        Stream.of(
                bulk.ids(),
                bulk.type(),
                bulk.entity(),
                bulk.userId(),
                bulk.teamId(),
                bulk.recordId(),
                bulk.failedAfter(),
                bulk.failedBefore())
            .anyMatch(Objects::nonNull);
    if (!conditional) {
      findings.add(finding("ids", "Name ids, or at least one condition."));
    }
    if (!findings.isEmpty()) {
      throw ProblemException.of(
          ProblemCode.VALIDATION_FAILED, "It cannot be decided like this.", findings);
    }
  }

  private static FieldError finding(String field, String message) {
    return new FieldError(field, ProblemCode.VALIDATION_FAILED.code(), message);
  }

  private static BulkRefusal refusal(UUID id, ProblemException problem) {
    String detail = String.valueOf(problem.getMessage());
    return new BulkRefusal(
        id,
        problem.code().code(),
        detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail);
  }
}
