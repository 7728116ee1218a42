package dev.haversack.platform.http;

import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is counted while it is read. */
final class LimitedBody extends FilterInputStream {

  /**
   * How much of a body is read and thrown away before it is refused. Many clients look for an
   * answer only after they have sent everything; if the connection ended before, they would see a
   * broken pipe instead of the problem document. Who sends still more has to live with that.
   */
  private static final long MOST_DRAINED = 100L * 1024 * 1024;

  private final long limit;
  private final Runnable unfinished;
  private long taken;

  /**
   * A body.
   *
   * @param limit how many bytes it may have
   * @param unfinished called before a body is refused that was not read to its end
   */
  LimitedBody(InputStream body, long limit, Runnable unfinished) {
    super(body);
    this.limit = limit;
    this.unfinished = unfinished;
  }

  /**
   * Takes note of the length that the client says.
   *
   * @throws ProblemException {@code too-large} when it is over the limit
   */
  void announced(long length) throws IOException {
    if (length > limit && length > MOST_DRAINED) {
      unfinished.run();
      throw tooLarge();
    }
    if (length > limit) {
      refuse();
    }
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next == -1 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    count(read);
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long bytes) throws IOException {
    taken += Math.max(0, bytes);
    if (taken > limit) {
      refuse();
    }
  }

  private void refuse() throws IOException {
    if (!drained()) {
      unfinished.run();
    }
    throw tooLarge();
  }

  /** Reads to the end; whether that was near enough. */
  private boolean drained() throws IOException {
    byte[] thrownAway = new byte[1 << 16];
    long drained = 0;
    while (drained <= MOST_DRAINED) {
      int read = in.read(thrownAway);
      if (read < 0) {
        return true;
      }
      drained += read;
    }
    return false;
  }

  private ProblemException tooLarge() {
    return ProblemException.of(
        ProblemCode.TOO_LARGE,
        "At most " + limit + " bytes are taken here. Nothing of the body was used.");
  }
}
