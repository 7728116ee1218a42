package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.DatasetDigests;
import dev.haversack.contract.model.DatasetPage;
import dev.haversack.contract.model.HeldDigest;
import dev.haversack.dataset.configuration.Models;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.database.Transactions;
import dev.haversack.dataset.database.Transactions.Begun;
import dev.haversack.dataset.database.Transactions.Reading;
import dev.haversack.dataset.records.DeviceProgress;
import dev.haversack.dataset.sync.DatasetStream.Section;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Answers snapshots and deltas.
 *
 * <p>A stream reads one state of the database from beginning to end. The scope is remembered before
 * any token is written that names it.
 */
public final class SyncEngine {

  private final DataSource database;
  private final ObjectMapper json;
  private final Models models;
  private final Clock clock;
  private final TokenCodec tokens;
  private final ScopeStore scopes;
  private final Preparation preparation;

  /**
   * An engine.
   *
   * @param models the configuration of organizations; never asked within a transaction
   * @param tokenKey the secret that tokens are signed with; at least 32 characters
   */
  public SyncEngine(
      DataSource database, ObjectMapper json, Models models, Clock clock, String tokenKey) {
    this.database = database;
    this.json = json;
    this.models = models;
    this.clock = clock;
    this.tokens = new TokenCodec(tokenKey);
    this.scopes = new ScopeStore(database, json);
    this.preparation = new Preparation(json, scopes, clock);
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
    try (OpenStream stream = open(ask)) {
      stream.write(destination);
    }
  }

  /**
   * Begins a stream: from here on it is known that it can be answered.
   *
   * @throws dev.haversack.platform.problem.ProblemException {@code no-dataset}, {@code not-ready},
   *     {@code dataset-token-invalid} or {@code invalid-request}
   */
  OpenStream open(Ask ask) throws SQLException {
    DatasetToken token = ask.token() == null ? null : tokens.decode(ask.token());
    Resumption at = ask.resume();
    ResumeToken resumed = at == null ? null : tokens.decodeResume(at.token());
    OrganizationModel model = models.atLeast(ask.organizationId(), 0);
    Begun<OrganizationState> begun = begin(ask);
    long present = begun.answer().revision();
    if (model.revision() < present) {
      // Once: while a directory comes in page by page, it goes on each time.
      begun.reading().close();
      model = models.atLeast(ask.organizationId(), present);
      begun = begin(ask);
    }
    return prepare(ask, model, begun, token, resumed);
  }

  private Begun<OrganizationState> begin(Ask ask) throws SQLException {
    return Transactions.open(database, OrganizationState.of(ask.organizationId()));
  }

  private OpenStream prepare(
      Ask ask,
      OrganizationModel model,
      Begun<OrganizationState> begun,
      @Nullable DatasetToken token,
      @Nullable ResumeToken resumed)
      throws SQLException {
    Reading transaction = begun.reading();
    boolean done = false;
    try {
      DatasetStream stream =
          preparation.prepare(
              transaction.connection(),
              begun.answer(),
              model,
              ask.userId(),
              token,
              resumed,
              ask.resume());
      UUID device = ask.deviceId();
      Long deviceSequence =
          device == null
              ? null
              : DeviceProgress.read(
                  transaction.connection(), ask.organizationId(), device, ask.userId());
      Issued issued =
          new Issued(model, ask.userId(), stream, scopes, tokens, deviceSequence, clock.instant());
      OpenStream open = new OpenStream(transaction, ask, stream, issued, tokens, json);
      done = true;
      return open;
    } finally {
      if (!done) {
        transaction.close();
      }
    }
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
                  digest.add(row.id(), row.version());
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
  private interface Use<T> {
    T of(DatasetStream stream, Issued issued) throws SQLException;
  }

  /** One state of the database from beginning to end. */
  private <T> T reading(Ask ask, Use<T> use) throws SQLException {
    try (OpenStream open = open(ask)) {
      return use.of(open.stream(), open.issued());
    }
  }
}
