package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.sync.DatasetStream.Base;
import dev.haversack.dataset.sync.DatasetStream.Resumed;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides whether a stream can be answered, and with which scopes. */
final class Preparation {

  /** A first profile is usually built within a second. */
  private static final Duration UNTIL_BUILT = Duration.ofSeconds(1);

  private final Plans plans;
  private final ScopeStore scopes;
  private final Clock clock;

  Preparation(ObjectMapper json, ScopeStore scopes, Clock clock) {
    this.plans = new Plans(json);
    this.scopes = scopes;
    this.clock = clock;
  }

  /**
   * Prepares a stream.
   *
   * @param state how far the organization is in this transaction
   * @param token what the device has; null for a snapshot
   * @param resumed the stream that is gone on with; null when it begins
   * @param at where that one broke off; null when it begins
   * @throws ProblemException {@code no-dataset}, {@code not-ready} or {@code dataset-token-invalid}
   */
  DatasetStream prepare(
      Connection connection,
      OrganizationState state,
      OrganizationModel organization,
      UUID userId,
      @Nullable DatasetToken token,
      @Nullable ResumeToken resumed,
      @Nullable Resumption at)
      throws SQLException {
    if (token != null) {
      requireOwn(token, organization, userId);
    }
    if (organization.profilesOf(userId).isEmpty()) {
      throw ProblemException.of(
          ProblemCode.NO_DATASET, "No published profile is assigned to you or a team of yours.");
    }
    UUID organizationId = organization.organizationId();
    if (state.plan() == null) {
      throw notBuilt();
    }
    Plan<Long> plan = plans.get(connection, organizationId, state.plan());
    ScopeContent scope = ScopeComputer.compute(connection, organization, plan, userId);
    if (scope.profiles().isEmpty()) {
      throw notBuilt();
    }
    Base base = token == null ? null : base(connection, organizationId, state, token);
    return new DatasetStream(
        connection,
        organization,
        userId,
        state.position(),
        scope,
        base,
        resumed == null || at == null
            ? null
            : resumed(connection, organization, userId, state, base, resumed, at));
  }

  private Resumed resumed(
      Connection connection,
      OrganizationModel organization,
      UUID userId,
      OrganizationState state,
      @Nullable Base base,
      ResumeToken resumed,
      Resumption at)
      throws SQLException {
    requireOwn(resumed.at(), organization, userId);
    if (resumed.base() != (base == null ? ResumeToken.NOTHING : base.checkpoint())) {
      throw TokenCodec.invalid("It is of a stream with another token.");
    }
    return new Resumed(
        base(connection, organization.organizationId(), state, resumed.at()), at.entity(), at.id());
  }

  private Base base(
      Connection connection, UUID organizationId, OrganizationState state, DatasetToken token)
      throws SQLException {
    if (token.checkpoint() > state.position() || token.checkpoint() < state.horizon()) {
      throw TokenCodec.invalid("Its checkpoint is not known here.");
    }
    ScopeContent before =
        scopes
            .find(connection, organizationId, token.scopeHash())
            .orElseThrow(() -> TokenCodec.invalid("What it refers to is not kept any more."));
    return new Base(before, token.checkpoint());
  }

  private void requireOwn(DatasetToken token, OrganizationModel organization, UUID userId) {
    if (!token.organizationId().equals(organization.organizationId())
        || !token.userId().equals(userId)) {
      throw TokenCodec.invalid("It was given to somebody else.");
    }
    Instant now = clock.instant();
    Duration maximumAge = Duration.ofDays(organization.settings().maximumOfflineAgeDays());
    if (!now.isBefore(token.expiresAt()) || !now.isBefore(token.issuedAt().plus(maximumAge))) {
      throw TokenCodec.invalid("It is older than the organization allows.");
    }
  }

  static ProblemException notBuilt() {
    return ProblemException.retryAfter(
        ProblemCode.NOT_READY, "The published profile is being prepared.", UNTIL_BUILT);
  }
}
