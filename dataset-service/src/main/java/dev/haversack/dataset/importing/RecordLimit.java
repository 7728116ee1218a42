package dev.haversack.dataset.importing;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Ends the reading of a record that is too long: a quote that never ends would else bring the whole
 * rest of the body into memory.
 *
 * <p>The parser reads ahead, a buffer at a time, so that a record may exceed the limit by a buffer
 * before it is noticed. One within the limit never is.
 */
final class RecordLimit extends FilterReader {

  /** More than the parser's buffer. */
  private static final int READ_AHEAD = 16 * 1024;

  private final long longest;
  private long read;
  private boolean exceeded;

  RecordLimit(Reader in, long longest) {
    super(in);
    this.longest = longest;
  }

  /** The parser begins with the next record. */
  void nextRecord() {
    read = 0;
  }

  boolean isExceeded() {
    return exceeded;
  }

  long longest() {
    return longest;
  }

  @Override
  public int read() throws IOException {
    check();
    int character = super.read();
    read++;
    return character;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    check();
    int count = super.read(into, offset, Math.min(length, READ_AHEAD));
    read += Math.max(0, count);
    return count;
  }

  private void check() throws IOException {
    if (read > longest + READ_AHEAD) {
      exceeded = true;
      throw new IOException("The record is too long");
    }
  }
}
