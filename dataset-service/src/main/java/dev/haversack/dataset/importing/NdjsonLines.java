package dev.haversack.dataset.importing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines such as {@code {"id": "…", "attributes": {…}}}. */
final class NdjsonLines implements ImportLines {

  private static final Set<String> MEMBERS = Set.of("id", "attributes");

  private final InputStream body;
  private final ObjectReader reader;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
  private final long longest;
  private long number;

  /**
   * Lines of a body.
   *
   * @param longest the most bytes of a line
   */
  NdjsonLines(InputStream body, ObjectMapper json, long longest) {
    this.longest = longest;
    this.body = new BufferedInputStream(body, 1 << 16);
    this.reader = json.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  @Override
  public @Nullable ImportLine next() throws IOException {
    while (true) {
      boolean end = !readLine();
      if (line.size() > longest) {
        return new ImportLine.Unreadable(number, "", "A line has at most " + longest + " bytes.");
      }
      if (!isBlank()) {
        return parse();
      }
      if (end) {
        return null;
      }
    }
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  /** Reads up to the end of the line; whether there may be more. Keeps no more than the limit. */
  private boolean readLine() throws IOException {
    line.reset();
    number++;
    for (int b = body.read(); b != -1; b = body.read()) {
      if (b == '\n') {
        return true;
      }
      if (line.size() <= longest) {
        line.write(b);
      }
    }
    return false;
  }

  private boolean isBlank() {
    return line.size() == 0
        || (line.size() < 1000 && line.toString(java.nio.charset.StandardCharsets.UTF_8).isBlank());
  }

  private ImportLine parse() {
    try {
      JsonNode node = reader.readTree(line.toByteArray());
      if (!(node instanceof ObjectNode object)) {
        return new ImportLine.Unreadable(number, "", "A line must be a JSON object.");
      }
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (!MEMBERS.contains(member.getKey())) {
          return new ImportLine.Unreadable(number, "", "Only id and attributes are allowed.");
        }
      }
      if (!(object.get("attributes") instanceof ObjectNode attributes)) {
        return new ImportLine.Unreadable(number, "attributes", "Attributes are required.");
      }
      JsonNode id = object.get("id");
      if (id == null || id.isNull()) {
        return new ImportLine.Readable(number, null, attributes);
      }
      return ImportIds.parse(id.isTextual() ? id.textValue() : "")
          .<ImportLine>map(uuid -> new ImportLine.Readable(number, uuid, attributes))
          .orElseGet(() -> new ImportLine.Unreadable(number, "id", "The id must be a UUID."));
    } catch (JacksonException e) {
      return new ImportLine.Unreadable(
          number, "", "The line is not a whole JSON document, or a name is in it twice.");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
