package dev.haversack.dataset.importing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The formats that imports come in. */
enum ImportFormat {
  /** One JSON document per line. */
  NDJSON,
  /** A header line with attribute names, then one record per line (RFC 4180). */
  CSV;

  /**
   * The format of a content type.
   *
   * @throws ProblemException {@code unsupported-media-type}
   */
  static ImportFormat of(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "application/x-ndjson" -> NDJSON;
      case "text/csv" -> CSV;
      default ->
          throw ProblemException.of(
              ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send application/x-ndjson or text/csv.");
    };
  }

  /**
   * Reads the lines of a body as they come.
   *
   * @param longest the most bytes of a line of JSON, and characters of a record of CSV
   */
  ImportLines open(InputStream body, EntityModel entity, ObjectMapper json, long longest)
      throws IOException {
    return switch (this) {
      case NDJSON -> new NdjsonLines(body, json, longest);
      case CSV -> new CsvLines(body, entity, longest);
    };
  }
}
