package dev.haversack.dataset.sync;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a stream is compressed by this service itself; gzip is left to the HTTP layer. */
enum Packing {
  /** As it is. */
  NONE {
    @Override
    OutputStream around(Body body) {
      return body;
    }
  },
  /** Zstandard at its fastest useful level: a sixth of the size for next to no time. */
  ZSTD {
    @Override
    OutputStream around(Body body) throws IOException {
      return new ZstdOutputStreamNoFinalizer(body, LEVEL);
    }
  };

  private static final int LEVEL = 1;

  /**
   * What goes to the body, packed. It must be closed, for its memory is not Java's; that finishes
   * the frame, unless the body was given up.
   */
  abstract OutputStream around(Body body) throws IOException;

  /** The body of an answer. */
  static final class Body extends FilterOutputStream {

    /** What the framework keeps before anything goes out is more; see its output buffer. */
    private static final long SMALL = 32_000;

    private boolean givenUp;
    private long written;

    Body(OutputStream out) {
      super(out);
    }

    /** Nothing goes out any more: what is broken must not look whole. */
    void giveUp() {
      givenUp = true;
    }

    @Override
    public void write(int b) throws IOException {
      if (!givenUp) {
        written++;
        out.write(b);
      }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (!givenUp) {
        written += length;
        out.write(bytes, from, length);
      }
    }

    /** So that what is small goes out when it is closed: in one piece, and with its length. */
    @Override
    public void flush() {}

    /**
     * Ends the answer if it is small: it need not wait until what it was read from is given back.
     * What is larger may have to wait for its client, so it is ended by the framework, after that.
     */
    @Override
    public void close() throws IOException {
      if (!givenUp && written <= SMALL) {
        out.close();
      }
    }
  }

  /** The library brings no code for some processors. */
  private static boolean canPack() {
    try {
      Native.load();
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }

  /** Zstandard where the client takes it. */
  static Packing of(@Nullable String acceptEncoding) {
    if (acceptEncoding == null) {
      return NONE;
    }
    for (String offer : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
      List<String> parts = List.of(offer.trim().split("\\s*;\\s*"));
      if (parts.getFirst().equals("zstd")
          && parts.stream().noneMatch(part -> part.matches("q=0(\\.0*)?"))
          && canPack()) {
        return ZSTD;
      }
    }
    return NONE;
  }
}
