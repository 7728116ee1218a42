package dev.haversack.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * How long a service itself was at its requests, from its access log: from the head of the request
 * until the last byte of the answer is handed over. {@code infra/bench/run} has it written.
 */
final class ServerTimes {

  private static final Pattern LINE = Pattern.compile("took (\\d+) us: GET (\\S+)");
  private static final double MICROS_PER_MILLI = 1e3;

  private static final long LONGEST_WRITING_NANOS = 10_000_000_000L;
  private static final long BETWEEN_LOOKS_MILLIS = 50;

  private final Path log;

  ServerTimes(Path log) {
    this.log = log;
  }

  /** Where the log ends now. */
  long mark() {
    return log.toFile().length();
  }

  /** Milliseconds of each of so many requests for a path since a mark, once all are written. */
  double[] since(long mark, String path, int requests) throws IOException, InterruptedException {
    long until = System.nanoTime() + LONGEST_WRITING_NANOS;
    double[] found = since(mark, path);
    while (found.length < requests) {
      if (System.nanoTime() > until) {
        throw new IOException(
            "%s tells of %d requests, not %d".formatted(log, found.length, requests));
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
      found = since(mark, path);
    }
    return found;
  }

  private double[] since(long mark, String path) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(log.toFile().length() - mark)];
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(mark);
      file.readFully(bytes);
    }
    return LINE.matcher(new String(bytes, StandardCharsets.UTF_8))
        .results()
        .filter(line -> line.group(2).startsWith(path))
        .mapToDouble(line -> Long.parseLong(line.group(1)) / MICROS_PER_MILLI)
        .toArray();
  }
}
