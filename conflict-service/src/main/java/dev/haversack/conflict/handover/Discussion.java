package dev.haversack.conflict.handover;

import dev.haversack.conflict.errors.ErrorPosition;
import dev.haversack.conflict.errors.ErrorStatus;
import dev.haversack.conflict.errors.StoredError;
import dev.haversack.conflict.errors.SyncErrorStore;
import dev.haversack.conflict.errors.SyncErrors;
import dev.haversack.conflict.errors.Viewer;
import dev.haversack.conflict.errors.Viewers;
import dev.haversack.conflict.events.EventLog;
import dev.haversack.contract.model.CommentKind;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.NewSyncErrorComment;
import dev.haversack.contract.model.SyncErrorAssignment;
import dev.haversack.contract.model.SyncErrorComment;
import dev.haversack.contract.model.SyncErrorCommentPage;
import dev.haversack.contract.model.SyncErrorEventKind;
import dev.haversack.platform.http.ETags;
import dev.haversack.platform.ids.Ids;
import dev.haversack.platform.json.StorableValues;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people say about an error, and whom they ask to settle it. */
@ApplicationScoped
public class Discussion {

  private final SyncErrors visible;
  private final SyncErrorStore errors;
  private final CommentStore comments;
  private final Viewers viewers;
  private final EventLog log;
  private final Ids ids;
  private final Clock clock;

  Discussion(
      SyncErrors visible,
      SyncErrorStore errors,
      CommentStore comments,
      Viewers viewers,
      EventLog log,
      Ids ids,
      Clock clock) {
    this.visible = visible;
    this.errors = errors;
    this.comments = comments;
    this.viewers = viewers;
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Asks somebody to settle an error, or nobody any more. He sees what the one who asks sees.
   *
   * @throws ProblemException {@code not-found}, {@code already-resolved}, {@code version-mismatch},
   *     {@code validation-failed} when he cannot be asked
   */
  @Transactional
  public void assign(
      Viewer viewer, UUID id, SyncErrorAssignment assignment, @Nullable String ifMatch) {
    StoredError error = visible.lock(viewer, id);
    ETags.check(ifMatch, error.version());
    if (error.status() instanceof ErrorStatus.Resolved) {
      throw ProblemException.of(
          ProblemCode.ALREADY_RESOLVED, "The error is settled; there is nothing left to ask for.");
    }
    checkText("text", assignment.text());
    UUID userId = assignment.userId();
    if (userId != null) {
      checkUser(viewer, error, userId);
    }
    errors.assign(
        viewer.organizationId(),
        id,
        userId == null ? null : new StoredError.Assignment(userId, viewer.seesValuesOf(error)));
    comments.insert(
        viewer.organizationId(),
        id,
        written(viewer, ids.next(), CommentKind.ASSIGNMENT, assignment.text(), userId));
    log.add(viewer.organizationId(), id, SyncErrorEventKind.ASSIGNED, viewer.userId());
  }

  private void checkUser(Viewer viewer, StoredError error, UUID userId) {
    UUID organizationId = viewer.organizationId();
    boolean allowed =
        viewers.isActive(organizationId, userId)
            && (viewer.isAdmin() || viewers.isAbove(organizationId, userId, error.userId()));
    if (!allowed) {
      throw refused(
          "userId",
          viewer.isAdmin()
              ? "There is no such active user."
              : "Only somebody above the owner can be asked; administrators may ask anybody.");
    }
  }

  /**
   * Says something about an error. The same comment again is the one that is there.
   *
   * @throws ProblemException {@code not-found}; {@code conflict} when another comment has the id
   */
  @Transactional
  public SyncErrorComment comment(Viewer viewer, UUID errorId, NewSyncErrorComment sent) {
    // Not read only: retention must not take the error away meanwhile.
    visible.lock(viewer, errorId);
    checkText("text", sent.text());
    UUID id = Objects.requireNonNullElseGet(sent.id(), ids::next);
    SyncErrorComment comment = written(viewer, id, CommentKind.COMMENT, sent.text(), null);
    if (comments.insert(viewer.organizationId(), errorId, comment)) {
      log.add(viewer.organizationId(), errorId, SyncErrorEventKind.COMMENTED, viewer.userId());
      return comment;
    }
    return comments
        .find(viewer.organizationId(), errorId, id)
        .filter(present -> isTheSame(present, comment))
        .orElseThrow(() ->
            ProblemException.of(ProblemCode.CONFLICT, "Another comment has this id already."));
  }

  private static boolean isTheSame(SyncErrorComment present, SyncErrorComment sent) {
    return present.kind() == sent.kind()
        && Objects.equals(present.text(), sent.text())
        && present.writtenBy().equals(sent.writtenBy());
  }

  /** What was said, oldest first. */
  @Transactional
  public SyncErrorCommentPage page(
      Viewer viewer, UUID errorId, int limit, @Nullable String cursor) {
    visible.show(viewer, errorId);
    ErrorPosition after = cursor == null ? null : ErrorPosition.parse(cursor);
    List<SyncErrorComment> found =
        comments.list(
            viewer.organizationId(),
            errorId,
            after == null ? null : after.at(),
            after == null ? null : after.id(),
            limit + 1);
    if (found.size() <= limit) {
      return new SyncErrorCommentPage(found, null);
    }
    List<SyncErrorComment> page = found.subList(0, limit);
    SyncErrorComment last = page.getLast();
    return new SyncErrorCommentPage(page, new ErrorPosition(last.writtenAt(), last.id()).cursor());
  }

  private SyncErrorComment written(
      Viewer viewer, UUID id, CommentKind kind, @Nullable String text, @Nullable UUID assignedTo) {
    return new SyncErrorComment(
        id,
        kind,
        text,
        assignedTo,
        viewer.userId(),
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private static void checkText(String field, @Nullable String text) {
    if (text == null) {
      return;
    }
    String fault = isBlank(text) ? "A text of blanks says nothing." : StorableValues.fault(text);
    if (fault != null) {
      throw refused(field, fault);
    }
  }

  /** Whether there is nothing to see in it, of whatever script the blanks are. */
  private static boolean isBlank(String text) {
    return text.codePoints()
        .allMatch(c ->
            Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT);
  }

  private static ProblemException refused(String field, String message) {
    return ProblemException.of(
        ProblemCode.VALIDATION_FAILED,
        message,
        List.of(new FieldError(field, ProblemCode.VALIDATION_FAILED.code(), message)));
  }
}
