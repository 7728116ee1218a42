package dev.haversack.dataset.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.DatasetLine;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes lines. Attributes pass through as the bytes that the database sent. */
final class LineWriter {

  private final OutputStream out;
  private final ObjectMapper json;
  private final List<Written> written = new ArrayList<>();
  private String entity = "";
  private byte[] put = {};
  private byte[] remove = {};
  private Digest digest = new Digest();
  private long puts;
  private long removes;

  LineWriter(OutputStream out, ObjectMapper json) {
    this.out = out;
    this.json = json;
  }

  /** What was written of an entity. */
  record Written(String entity, long puts, long removes, String digest) {}

  void line(DatasetLine line) throws IOException {
    out.write(
        json.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET).writeValueAsBytes(line));
    out.write('\n');
  }

  /** Begins an entity; its name consists of letters, digits and underscores. */
  void begin(String name) {
    entity = name;
    put = ("{\"type\":\"put\",\"entity\":\"" + name + "\",\"id\":\"").getBytes(UTF_8);
    remove = ("{\"type\":\"remove\",\"entity\":\"" + name + "\",\"id\":\"").getBytes(UTF_8);
    digest = new Digest();
    puts = 0;
    removes = 0;
  }

  /** Writes a row. */
  void row(StreamRow row) throws IOException {
    if (row.isPut()) {
      out.write(put);
      out.write(
          (row.id() + "\",\"version\":" + row.version() + ",\"attributes\":").getBytes(UTF_8));
      row.writeAttributes(out);
      digest.add(row.id(), row.version());
      puts++;
    } else {
      out.write(remove);
      out.write((row.id() + "\",\"reason\":\"" + row.what() + "\"").getBytes(UTF_8));
      removes++;
    }
    out.write('}');
    out.write('\n');
  }

  void end() {
    written.add(new Written(entity, puts, removes, digest.toString()));
  }

  /** What was written so far, per entity. */
  List<Written> written() {
    return List.copyOf(written);
  }
}
