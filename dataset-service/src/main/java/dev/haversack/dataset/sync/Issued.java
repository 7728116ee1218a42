package dev.haversack.dataset.sync;

import dev.haversack.dataset.configuration.OrganizationModel;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a stream gives its device for the next time; made when it is needed. */
final class Issued {

  /** From then on there is time enough left to get to a network. */
  private static final double WARN_AFTER = 0.8;

  private final OrganizationModel model;
  private final UUID userId;
  private final DatasetStream stream;
  private final ScopeStore scopes;
  private final TokenCodec tokens;
  private final @Nullable Long deviceSequence;
  private final Instant now;
  private @Nullable DatasetToken token;
  private @Nullable Map<String, Integer> intervals;

  Issued(
      OrganizationModel model,
      UUID userId,
      DatasetStream stream,
      ScopeStore scopes,
      TokenCodec tokens,
      @Nullable Long deviceSequence,
      Instant now) {
    this.model = model;
    this.userId = userId;
    this.stream = stream;
    this.scopes = scopes;
    this.tokens = tokens;
    this.deviceSequence = deviceSequence;
    this.now = now;
  }

  /** How far the asking device's own actions are part of the stream; null where none asks. */
  @Nullable Long deviceSequence() {
    return deviceSequence;
  }

  DatasetToken token() throws SQLException {
    DatasetToken known = token;
    if (known == null) {
      known = token(stream.scope());
      token = known;
    }
    return known;
  }

  /**
   * Its scope has the order of the stream, which is not the profile's while that changes: who goes
   * on must find before his place what came before it, and behind it all else.
   */
  String resume() throws SQLException {
    ScopeContent scope = stream.scope();
    List<String> order = stream.order();
    DatasetToken at = order.equals(scope.inOrder()) ? token() : token(scope.in(order));
    return tokens.encode(new ResumeToken(at, stream.baseCheckpoint()));
  }

  /** The scope is remembered first: a token never names a scope that is not there. */
  private DatasetToken token(ScopeContent scope) throws SQLException {
    return new DatasetToken(
        model.organizationId(),
        userId,
        stream.checkpoint(),
        scopes.remember(model.organizationId(), scope, now),
        now,
        now.plus(maximumAge()));
  }

  Instant warnAt() {
    return now.plusSeconds(Math.round(maximumAge().toSeconds() * WARN_AFTER));
  }

  Map<String, Integer> intervals() {
    Map<String, Integer> known = intervals;
    if (known == null) {
      known = SyncIntervals.of(model, userId);
      intervals = known;
    }
    return known;
  }

  @Nullable Instant nextSync(String entity) {
    Integer minutes = intervals().get(entity);
    return minutes == null ? null : now.plus(Duration.ofMinutes(minutes));
  }

  private Duration maximumAge() {
    return Duration.ofDays(model.settings().maximumOfflineAgeDays());
  }
}
