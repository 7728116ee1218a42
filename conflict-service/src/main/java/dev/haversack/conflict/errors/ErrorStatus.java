package dev.haversack.conflict.errors;

import dev.haversack.contract.model.SyncErrorState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a sync error stands, and the only ways from there (section 11.4 of the facts).
 *
 * <p>Reports of replay-service can come twice and late. An attempt counts only when it is later
 * than the one that is known, and an outcome only for the decision that is waited for; so older
 * news never overwrites newer.
 */
public sealed interface ErrorStatus {

  /** The latest attempt that is known to have failed; from 1. */
  int attempt();

  /** Somebody must decide. */
  record Active(int attempt) implements ErrorStatus {

    /** Somebody decided. */
    public Resolving decided(UUID resolutionId) {
      return new Resolving(attempt, resolutionId);
    }
  }

  /** Decided; what replay-service makes of it is not known yet. */
  record Resolving(int attempt, UUID resolutionId) implements ErrorStatus {}

  /** Settled for good. */
  record Resolved(int attempt, UUID resolutionId) implements ErrorStatus {}

  /** An attempt failed: a later one opens the error again, any other changes nothing. */
  default ErrorStatus failed(int reported) {
    return reported > attempt() ? new Active(reported) : this;
  }

  /** A decision was carried out: settles the error if that decision is the one waited for. */
  default ErrorStatus settled(UUID reported) {
    return this instanceof Resolving(int attempt, UUID expected) && expected.equals(reported)
        ? new Resolved(attempt, expected)
        : this;
  }

  /** A decision cannot be carried out: if it is the one waited for, somebody must decide again. */
  default ErrorStatus refused(UUID reported) {
    return this instanceof Resolving(int attempt, UUID expected) && expected.equals(reported)
        ? new Active(attempt)
        : this;
  }

  /** The decision about the present attempt, or null while there is none. */
  default @Nullable UUID decision() {
    return switch (this) {
      case Active _ -> null;
      case Resolving resolving -> resolving.resolutionId();
      case Resolved resolved -> resolved.resolutionId();
    };
  }

  /** The contract's name of it. */
  default SyncErrorState state() {
    return switch (this) {
      case Active _ -> SyncErrorState.ACTIVE;
      case Resolving _ -> SyncErrorState.RESOLVING;
      case Resolved _ -> SyncErrorState.RESOLVED;
    };
  }

  /**
   * The status that a row holds.
   *
   * @throws IllegalStateException when a decision is named without need, or missing
   */
  static ErrorStatus of(SyncErrorState state, int attempt, @Nullable UUID decision) {
    if (decision == null) {
      if (state != SyncErrorState.ACTIVE) {
        throw new IllegalStateException(state + " without a decision");
      }
      return new Active(attempt);
    }
    return switch (state) {
      case ACTIVE -> throw new IllegalStateException("active with a decision");
      case RESOLVING -> new Resolving(attempt, decision);
      case RESOLVED -> new Resolved(attempt, decision);
    };
  }
}
