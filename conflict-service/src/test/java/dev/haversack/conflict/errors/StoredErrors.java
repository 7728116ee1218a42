package dev.haversack.conflict.errors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.SyncErrorType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Errors for unit tests: version 40 was the base, 42 is theirs. */
public final class StoredErrors {

  private StoredErrors() {}

  public static StoredError of(
      SyncErrorType type,
      Operation operation,
      @Nullable String mine,
      @Nullable String base,
      @Nullable String theirs,
      String... conflicting) {
    return of(
        operation,
        mine,
        new ApplyFailure(
            type,
            "version-conflict",
            null,
            "Changed meanwhile.",
            null,
            json(base),
            json(theirs),
            theirs == null ? null : 42L,
            List.of(conflicting),
            null,
            null));
  }

  /** A conflict of which the entity's policies settle a part. */
  public static StoredError settled(
      String mine,
      String theirs,
      String settled,
      @Nullable List<AttributeMerge> settledBy,
      String... conflicting) {
    return of(
        Operation.UPDATE,
        mine,
        new ApplyFailure(
            SyncErrorType.CONFLICT,
            "version-conflict",
            null,
            "Changed meanwhile.",
            null,
            null,
            json(theirs),
            42L,
            List.of(conflicting),
            json(settled),
            settledBy));
  }

  private static StoredError of(Operation operation, @Nullable String mine, ApplyFailure failure) {
    return new StoredError(
        new UUID(0, 1),
        1,
        new ErrorStatus.Active(1),
        new UUID(0, 2),
        null,
        new UUID(0, 3),
        "opportunity",
        new UUID(0, 4),
        Instant.EPOCH,
        operation,
        null,
        json(mine),
        40L,
        null,
        failure);
  }

  public static @Nullable ObjectNode json(@Nullable String text) {
    try {
      return text == null ? null : (ObjectNode) new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
