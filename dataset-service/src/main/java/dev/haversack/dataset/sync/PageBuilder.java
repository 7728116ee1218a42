package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.DatasetPage;
import dev.haversack.contract.model.DatasetPut;
import dev.haversack.contract.model.DatasetRemove;
import dev.haversack.contract.model.RemovalReason;
import dev.haversack.dataset.sync.DatasetStream.Section;
import dev.haversack.platform.http.Cursors;
import dev.haversack.platform.problem.ProblemException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers a page. Its cursor is a place in the stream, and how far what came before was. */
final class PageBuilder {

  /** A page is in memory as a whole, and so is what changed on the pages before. */
  private static final long MOST_BEHIND = 10_000;

  private final ObjectMapper json;
  private final List<DatasetPut> puts = new ArrayList<>();
  private final List<DatasetRemove> removes = new ArrayList<>();
  private long left;
  private long behind;
  private @Nullable String lastEntity;
  private @Nullable String lastId;

  PageBuilder(ObjectMapper json, int limit) {
    this.json = json;
    this.left = limit;
  }

  /**
   * Takes all of a part that the device has been past, and of others as much as fits.
   *
   * @throws ProblemException {@code dataset-token-invalid} when too much changed behind
   */
  void read(DatasetStream stream, Section section) throws SQLException {
    boolean ahead = stream.isAhead(section);
    if (!ahead) {
      behind += stream.count(section);
      if (behind > MOST_BEHIND) {
        throw TokenCodec.invalid(
            "More than %d records changed on the pages before.".formatted(MOST_BEHIND));
      }
    }
    if (ahead && left == 0) {
      return;
    }
    stream.<SQLException>read(
        section,
        ahead ? left : null,
        row -> {
          add(section.entity(), row);
          if (ahead) {
            left--;
            lastEntity = section.entity();
            lastId = row.id();
          }
        });
  }

  DatasetPage build(DatasetStream stream, Issued issued, TokenCodec tokens) throws SQLException {
    boolean isLast = left > 0 || lastEntity == null || lastId == null;
    String cursor =
        isLast
            ? null
            : Cursors.encode(issued.resume(), String.valueOf(lastEntity), String.valueOf(lastId));
    return new DatasetPage(
        stream.kind(),
        stream.checkpoint(),
        puts,
        removes,
        cursor,
        isLast ? tokens.encode(issued.token()) : null,
        isLast ? issued.token().expiresAt() : null,
        isLast ? issued.deviceSequence() : null);
  }

  private void add(String entity, StreamRow row) {
    UUID id = UUID.fromString(row.id());
    if (row.isPut()) {
      puts.add(new DatasetPut("put", entity, id, row.version(), row.attributes(json)));
    } else {
      removes.add(
          new DatasetRemove(
              "remove", entity, id, RemovalReason.valueOf(row.what().toUpperCase(Locale.ROOT))));
    }
  }
}
