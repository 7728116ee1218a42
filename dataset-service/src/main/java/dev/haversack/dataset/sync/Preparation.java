package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.sync.DatasetStream.Base;
import dev.haversack.dataset.sync.DatasetStream.Resumed;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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

  /** The transaction that stored a plan tells it from those before and after. */
  private static final String STATE =
      """
      SELECT c.position, c.horizon, p.revision || ' ' || p.xmin
      FROM (SELECT ?::uuid AS org_id) o
      LEFT JOIN organization_checkpoint c ON c.org_id = o.org_id
      LEFT JOIN effective_plan p ON p.org_id = o.org_id
      """;

  private final Plans plans;
  private final ScopeStore scopes;
  private final Clock clock;

  Preparation(ObjectMapper json, ScopeStore scopes, Clock clock) {
    this.plans = new Plans(json);
    this.scopes = scopes;
    this.clock = clock;
  }

  /**
   * How far the organization is.
   *
   * @param position its checkpoint; 0 before the first
   * @param horizon how far back a delta may begin
   * @param plan what is different for each plan that its datasets follow; null while there is none
   */
  private record State(long position, long horizon, @Nullable String plan) {}

  /**
   * Prepares a stream.
   *
   * @param token what the device has; null for a snapshot
   * @param resumed the stream that is gone on with; null when it begins
   * @param at where that one broke off; null when it begins
   * @throws ProblemException {@code no-dataset}, {@code not-ready} or {@code dataset-token-invalid}
   */
  DatasetStream prepare(
      Connection connection,
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
    State state = state(connection, organizationId);
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
      State state,
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

  private Base base(Connection connection, UUID organizationId, State state, DatasetToken token)
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

  private static State state(Connection connection, UUID organizationId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STATE)) {
      statement.setObject(1, organizationId);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return new State(rows.getLong(1), rows.getLong(2), rows.getString(3));
      }
    }
  }

  static ProblemException notBuilt() {
    return ProblemException.retryAfter(
        ProblemCode.NOT_READY, "The published profile is being prepared.", UNTIL_BUILT);
  }
}
