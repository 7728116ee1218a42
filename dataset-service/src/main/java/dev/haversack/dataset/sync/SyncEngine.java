package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.DatasetDigests;
import dev.haversack.contract.model.DatasetEnd;
import dev.haversack.contract.model.DatasetPage;
import dev.haversack.contract.model.DatasetStart;
import dev.haversack.contract.model.EntityDigest;
import dev.haversack.contract.model.EntityTotal;
import dev.haversack.contract.model.HeldDigest;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.slices.Transactions;
import dev.haversack.dataset.sync.DatasetStream.Section;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Answers snapshots and deltas.
 *
 * <p>A stream reads one state of the database from beginning to end. The scope is remembered before
 * any token is written that names it.
 */
public final class SyncEngine {

  private static final int BUFFER = 64 * 1024;

  private final DataSource database;
  private final ObjectMapper json;
  private final Function<UUID, OrganizationModel> models;
  private final Clock clock;
  private final TokenCodec tokens;
  private final ScopeStore scopes;
  private final Preparation preparation;

  /**
   * An engine.
   *
   * @param models the present configuration of an organization; asked before a transaction begins
   * @param tokenKey the secret that tokens are signed with; at least 32 characters
   */
  public SyncEngine(
      DataSource database,
      ObjectMapper json,
      Function<UUID, OrganizationModel> models,
      Clock clock,
      String tokenKey) {
    this.database = database;
    this.json = json;
    this.models = models;
    this.clock = clock;
    this.tokens = new TokenCodec(tokenKey);
    this.scopes = new ScopeStore(database, json);
    this.preparation = new Preparation(json, scopes, clock);
  }

  /**
   * Whether a stream can be answered; nothing is written.
   *
   * @throws dev.haversack.platform.problem.ProblemException {@code no-dataset}, {@code not-ready},
   *     {@code dataset-token-invalid} or {@code invalid-request}
   */
  void check(Ask ask) throws SQLException {
    reading(
        ask,
        (stream, issued) -> {
          stream.sections();
          return stream;
        });
  }

  /** Whether a delta would hold anything. */
  boolean hasNews(Ask ask) throws SQLException {
    return reading(ask, (stream, issued) -> stream.hasNews());
  }

  /**
   * Writes a whole snapshot, or the whole delta since a token.
   *
   * @param token the token of a delta; null for a snapshot
   */
  public void write(
      UUID organizationId, UUID userId, @Nullable String token, OutputStream destination)
      throws SQLException, IOException {
    write(Ask.whole(organizationId, userId, token), destination);
  }

  /** Writes what was asked for. */
  void write(Ask ask, OutputStream destination) throws SQLException, IOException {
    OutputStream out = new BufferedOutputStream(destination, BUFFER);
    LineWriter lines = new LineWriter(out, json);
    DatasetEnd end =
        this.<DatasetEnd, IOException>reading(
            ask, (stream, issued) -> write(ask, stream, issued, lines));
    lines.line(end);
    out.flush();
  }

  private DatasetEnd write(Ask ask, DatasetStream stream, Issued issued, LineWriter lines)
      throws SQLException, IOException {
    Map<String, List<Section>> sections = sections(ask, stream);
    Map<String, Integer> intervals = issued.intervals();
    List<EntityTotal> totals = new ArrayList<>();
    for (var entity : sections.entrySet()) {
      long count = 0;
      for (Section section : entity.getValue()) {
        count += stream.count(section);
      }
      totals.add(new EntityTotal(entity.getKey(), count, intervals.get(entity.getKey())));
    }
    boolean whole = ask.entity() == null;
    lines.line(
        new DatasetStart(
            "start", stream.kind(), stream.checkpoint(), totals, whole ? issued.resume() : null));
    for (EntityTotal total : totals) {
      lines.begin(total.entity());
      if (total.records() > 0) {
        for (Section section : Objects.requireNonNull(sections.get(total.entity()))) {
          stream.read(section, null, lines::row);
        }
      }
      lines.end();
    }
    List<EntityDigest> written =
        lines.written().stream()
            .map(w ->
                new EntityDigest(
                    w.entity(), w.puts(), w.removes(), w.digest(), issued.nextSync(w.entity())))
            .toList();
    return whole
        ? new DatasetEnd(
            "end",
            tokens.encode(issued.token()),
            stream.checkpoint(),
            issued.token().expiresAt(),
            issued.warnAt(),
            written)
        : new DatasetEnd("end", null, stream.checkpoint(), null, null, written);
  }

  private static Map<String, List<Section>> sections(Ask ask, DatasetStream stream) {
    Map<String, List<Section>> byEntity = new LinkedHashMap<>();
    for (Section section : stream.sections()) {
      if (ask.entity() == null || ask.entity().equals(section.entity())) {
        byEntity.computeIfAbsent(section.entity(), e -> new ArrayList<>()).add(section);
      }
    }
    if (byEntity.isEmpty() && ask.entity() != null) {
      throw ProblemException.of(
          ProblemCode.INVALID_REQUEST, "The dataset has no entity \"" + ask.entity() + "\".");
    }
    return byEntity;
  }

  /** A page: as much as the limit of what is ahead, and all that changed behind. */
  DatasetPage page(Ask ask, int limit) throws SQLException {
    return reading(
        ask,
        (stream, issued) -> {
          PageBuilder page = new PageBuilder(json, limit);
          for (Section section : stream.sections()) {
            page.read(stream, section);
          }
          return page.build(stream, issued, tokens);
        });
  }

  /** What a device must hold, and whether that is what its token stands for. */
  DatasetDigests digests(Ask ask) throws SQLException {
    return reading(
        ask,
        (stream, issued) -> {
          List<HeldDigest> held = new ArrayList<>();
          for (String entity : stream.scope().inOrder()) {
            Digest digest = new Digest();
            long[] count = {0};
            stream.<SQLException>readVersions(
                entity,
                row -> {
                  digest.add(row.getString(2), row.getLong(3));
                  count[0]++;
                });
            held.add(new HeldDigest(entity, count[0], digest.toString(), stream.hasNews(entity)));
          }
          return new DatasetDigests(stream.checkpoint(), held);
        });
  }

  /**
   * What is done with a stream.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  private interface Use<T, E extends Exception> {
    T of(DatasetStream stream, Issued issued) throws SQLException, E;
  }

  /** One state of the database from beginning to end. */
  private <T, E extends Exception> T reading(Ask ask, Use<T, E> use) throws SQLException, E {
    OrganizationModel model = models.apply(ask.organizationId());
    DatasetToken token = ask.token() == null ? null : tokens.decode(ask.token());
    Resumption at = ask.resume();
    ResumeToken resumed = at == null ? null : tokens.decodeResume(at.token());
    return Transactions.<T, E>reading(
        database,
        connection -> {
          DatasetStream stream =
              preparation.prepare(connection, model, ask.userId(), token, resumed, at);
          return use.of(stream, new Issued(model, ask.userId(), stream));
        });
  }

  /** What a stream gives its device for the next time; made when it is needed. */
  final class Issued {

    /** From then on there is time enough left to get to a network. */
    private static final double WARN_AFTER = 0.8;

    private final OrganizationModel model;
    private final UUID userId;
    private final DatasetStream stream;
    private final Instant now = clock.instant();
    private @Nullable DatasetToken token;
    private @Nullable Map<String, Integer> intervals;

    private Issued(OrganizationModel model, UUID userId, DatasetStream stream) {
      this.model = model;
      this.userId = userId;
      this.stream = stream;
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
     * Its scope has the order of the stream, which is not the profile's while that changes: who
     * goes on must find before his place what came before it, and behind it all else.
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
}
