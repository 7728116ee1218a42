package dev.haversack.conflict.errors;

import dev.haversack.conflict.storage.WireNames;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.SyncErrorState;
import dev.haversack.contract.model.SyncErrorType;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which errors to list; null admits all.
 *
 * @param state the name of a {@link SyncErrorState}
 * @param type the name of a {@link SyncErrorType}
 * @param entity an entity's logical name
 * @param userId whose actions
 * @param recordId which record
 */
public record ErrorFilter(
    @Nullable String state,
    @Nullable String type,
    @Nullable String entity,
    @Nullable UUID userId,
    @Nullable UUID recordId) {

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
