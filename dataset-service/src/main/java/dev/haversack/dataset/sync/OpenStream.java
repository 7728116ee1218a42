package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.DatasetEnd;
import dev.haversack.contract.model.DatasetStart;
import dev.haversack.contract.model.EntityDigest;
import dev.haversack.contract.model.EntityTotal;
import dev.haversack.dataset.database.Transactions.Reading;
import dev.haversack.dataset.sync.DatasetStream.Section;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A stream that can be answered, with its transaction. Whoever opened it closes it; it is for one
 * thread at a time.
 */
final class OpenStream implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;

  /** Below, another thread costs more than it gains. */
  private static final long MANY = 1_000;

  private final Reading transaction;
  private final Ask ask;
  private final DatasetStream stream;
  private final Issued issued;
  private final TokenCodec tokens;
  private final ObjectMapper json;
  private final Map<String, List<Section>> sections;

  /** Throws {@code invalid-request} when what is asked for is not in the dataset. */
  OpenStream(
      Reading transaction,
      Ask ask,
      DatasetStream stream,
      Issued issued,
      TokenCodec tokens,
      ObjectMapper json) {
    this.transaction = transaction;
    this.ask = ask;
    this.stream = stream;
    this.issued = issued;
    this.tokens = tokens;
    this.json = json;
    this.sections = sections();
  }

  DatasetStream stream() {
    return stream;
  }

  Issued issued() {
    return issued;
  }

  /** Whether a delta holds anything. */
  boolean hasNews() throws SQLException {
    return stream.hasNews();
  }

  /** Writes all of it, once. */
  void write(OutputStream destination) throws SQLException, IOException {
    OutputStream out = new BufferedOutputStream(destination, BUFFER);
    LineWriter lines = new LineWriter(out, json);
    List<EntityTotal> totals = totals();
    boolean whole = ask.entity() == null;
    lines.line(
        new DatasetStart(
            "start", stream.kind(), stream.checkpoint(), totals, whole ? issued.resume() : null));
    for (EntityTotal total : totals) {
      lines.begin(total.entity());
      if (total.records() > 0) {
        for (Section section : Objects.requireNonNull(sections.get(total.entity()))) {
          write(section, total.records(), lines);
        }
      }
      lines.end();
    }
    lines.line(end(lines, whole));
    out.flush();
  }

  private void write(Section section, long total, LineWriter lines)
      throws SQLException, IOException {
    if (total > MANY) {
      ReadAhead.pass(rows -> stream.readFound(section, rows), lines::row);
    } else {
      stream.<IOException>readFound(section, lines::row);
    }
  }

  private List<EntityTotal> totals() throws SQLException {
    List<EntityTotal> totals = new ArrayList<>();
    for (var entity : sections.entrySet()) {
      long count = 0;
      for (Section section : entity.getValue()) {
        count += stream.total(section);
      }
      totals.add(new EntityTotal(entity.getKey(), count, issued.intervals().get(entity.getKey())));
    }
    return totals;
  }

  private DatasetEnd end(LineWriter lines, boolean whole) throws SQLException {
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
            issued.deviceSequence(),
            written)
        : new DatasetEnd("end", null, stream.checkpoint(), null, null, null, written);
  }

  private Map<String, List<Section>> sections() {
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

  @Override
  public void close() throws SQLException {
    try (transaction) {
      stream.close();
    }
  }
}
