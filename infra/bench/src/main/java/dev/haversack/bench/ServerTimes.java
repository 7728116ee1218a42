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

  /** The log is written by a thread of its own. */
  private static final long UNTIL_WRITTEN_MILLIS = 500;

  private final Path log;

  ServerTimes(Path log) {
    this.log = log;
  }

  /** Where the log ends now; what comes after it is of requests that are sent from now on. */
  long mark() throws IOException, InterruptedException {
    Thread.sleep(UNTIL_WRITTEN_MILLIS);
    return log.toFile().length();
  }

  /** Milliseconds of each request for a path since a mark. */
  double[] since(long mark, String path) throws IOException, InterruptedException {
    long end = mark();
    byte[] bytes = new byte[Math.toIntExact(end - mark)];
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
