package dev.haversack.conflict.errors;

import dev.haversack.conflict.storage.WireNames;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.SyncErrorState;
import dev.haversack.contract.model.SyncErrorType;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which errors are meant; null admits all.
 *
 * @param state the name of a {@link SyncErrorState}
 * @param type the name of a {@link SyncErrorType}
 * @param entity an entity's logical name
 * @param userId whose actions
 * @param users whose actions, of several
 * @param assignedTo who was asked to settle them
 * @param recordId which record
 * @param ids which errors
 * @param failedAfter at what time the latest attempt failed, or later
 * @param failedBefore before what time the latest attempt failed
 */
public record ErrorFilter(
    @Nullable String state,
    @Nullable String type,
    @Nullable String entity,
    @Nullable UUID userId,
    @Nullable Set<UUID> users,
    @Nullable UUID assignedTo,
    @Nullable UUID recordId,
    @Nullable Collection<UUID> ids,
    @Nullable Instant failedAfter,
    @Nullable Instant failedBefore) {

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

  /** The condition on errors {@code e}, with {@link #values}. */
  static final String CONDITION =
      """
      WHERE e.org_id = ?
        AND (?::uuid[] IS NULL OR e.user_id = ANY (?::uuid[]) OR e.assigned_to = ?::uuid)
        AND (?::uuid[] IS NULL OR e.user_id = ANY (?::uuid[]))
        AND (?::uuid[] IS NULL OR e.id = ANY (?::uuid[]))
        AND (?::uuid IS NULL OR e.user_id = ?::uuid)
        AND (?::uuid IS NULL OR e.assigned_to = ?::uuid)
        AND (?::uuid IS NULL OR e.record_id = ?::uuid)
        AND (?::text IS NULL OR e.entity = ?::text)
        AND (?::text IS NULL OR e.state = ?::text)
        AND (?::text IS NULL OR e.type = ?::text)
        AND (?::timestamptz IS NULL OR e.failed_at >= ?::timestamptz)
        AND (?::timestamptz IS NULL OR e.failed_at < ?::timestamptz)
      """;

  /**
   * Checks the names.
   *
   * @throws ProblemException {@code invalid-request} with a finding for each that does not exist
   */
  public ErrorFilter {
    List<FieldError> findings = new ArrayList<>();
    check(findings, "state", SyncErrorState.class, state);
    check(findings, "type", SyncErrorType.class, type);
    if (!findings.isEmpty()) {
      throw ProblemException.of(
          ProblemCode.INVALID_REQUEST, "Values of the request are not allowed.", findings);
    }
  }

  /**
   * Reads a moment of a request.
   *
   * @param field what to name when it is none
   * @throws ProblemException {@code invalid-request}
   */
  public static @Nullable Instant time(String field, @Nullable String text) {
    try {
      return inRange(field, text == null ? null : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      throw noTime(field);
    }
  }

  /**
   * Sees to it that the database can hold a moment of a request.
   *
   * @param field what to name when it cannot
   * @throws ProblemException {@code invalid-request}
   */
  public static @Nullable Instant inRange(String field, @Nullable Instant time) {
    if (time != null && (time.isBefore(EARLIEST) || !time.isBefore(LATEST))) {
      throw noTime(field);
    }
    return time;
  }

  private static ProblemException noTime(String field) {
    String message = "Must be a time of the years 1 to 9999, as in 2026-11-28T08:15:00Z.";
    return ProblemException.of(
        ProblemCode.INVALID_REQUEST,
        "Values of the request are not allowed.",
        List.of(new FieldError(field, ProblemCode.INVALID_REQUEST.code(), message)));
  }

  /** The values of {@link #CONDITION}, for what a viewer sees, and more values after them. */
  @Nullable Object[] values(Viewer viewer, @Nullable Object... more) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(viewer.organizationId());
    values.add(array(viewer.users()));
    values.add(array(viewer.users()));
    values.add(viewer.userId());
    for (@Nullable Object value :
        Arrays.asList(
            array(users),
            array(ids),
            userId,
            assignedTo,
            recordId,
            entity,
            state,
            type,
            failedAfter,
            failedBefore)) {
      values.add(value);
      values.add(value);
    }
    values.addAll(Arrays.asList(more));
    return values.toArray();
  }

  private static String @Nullable [] array(@Nullable Collection<UUID> ids) {
    return ids == null ? null : ids.stream().map(UUID::toString).toArray(String[]::new);
  }

  private static <E extends Enum<E>> void check(
      List<FieldError> findings, String field, Class<E> names, @Nullable String name) {
    if (name != null && WireNames.find(names, name).isEmpty()) {
      findings.add(
          new FieldError(
              field,
              ProblemCode.INVALID_REQUEST.code(),
              "Must be one of " + String.join(", ", WireNames.all(names)) + "."));
    }
  }
}
