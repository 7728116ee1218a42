package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.DatasetEnd;
import dev.haversack.contract.model.DatasetStart;
import dev.haversack.contract.model.EntityTotal;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.slices.Transactions;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Answers snapshots and deltas.
 *
 * <p>A stream reads one state of the database from beginning to end. Then the scope is remembered,
 * and only then the end line with the token is written: a token never names a scope that is not
 * there.
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
   * @param token the token of a delta; null for a snapshot
   * @throws dev.haversack.platform.problem.ProblemException {@code no-dataset}, {@code not-ready}
   *     or {@code dataset-token-invalid}
   */
  public void check(UUID organizationId, UUID userId, @Nullable String token) throws SQLException {
    OrganizationModel model = models.apply(organizationId);
    DatasetToken decoded = token == null ? null : tokens.decode(token);
    Transactions.reading(database, c -> preparation.prepare(c, model, userId, decoded));
  }

  /**
   * Writes a snapshot, or the delta since a token.
   *
   * @param token the token of a delta; null for a snapshot
   */
  public void write(
      UUID organizationId, UUID userId, @Nullable String token, OutputStream destination)
      throws SQLException, IOException {
    OrganizationModel model = models.apply(organizationId);
    DatasetToken decoded = token == null ? null : tokens.decode(token);
    OutputStream out = new BufferedOutputStream(destination, BUFFER);
    LineWriter lines = new LineWriter(out, json);
    DatasetStream stream =
        Transactions.<DatasetStream, IOException>reading(
            database,
            connection -> {
              DatasetStream of = preparation.prepare(connection, model, userId, decoded);
              write(of, lines);
              return of;
            });
    lines.line(
        new DatasetEnd("end", token(model, userId, stream), stream.checkpoint(), lines.written()));
    out.flush();
  }

  private static void write(DatasetStream stream, LineWriter lines)
      throws SQLException, IOException {
    List<EntityTotal> totals = new ArrayList<>();
    for (String entity : new TreeSet<>(stream.entities())) {
      totals.add(new EntityTotal(entity, stream.count(entity)));
    }
    lines.line(new DatasetStart("start", stream.kind(), stream.checkpoint(), totals));
    for (EntityTotal total : totals) {
      lines.begin(total.entity());
      if (total.records() > 0) {
        stream.read(total.entity(), lines::row);
      }
      lines.end();
    }
  }

  private String token(OrganizationModel model, UUID userId, DatasetStream stream)
      throws SQLException {
    Instant now = clock.instant();
    Duration maximumAge = Duration.ofDays(model.settings().maximumOfflineAgeDays());
    return tokens.encode(
        new DatasetToken(
            model.organizationId(),
            userId,
            stream.checkpoint(),
            scopes.remember(model.organizationId(), stream.scope(), now),
            now,
            now.plus(maximumAge)));
  }
}
