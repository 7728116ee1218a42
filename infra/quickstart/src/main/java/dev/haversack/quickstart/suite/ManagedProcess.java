package dev.haversack.quickstart.suite;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process of this machine that can be started, asked whether it is ready, stopped, killed and
 * started again.
 */
public final class ManagedProcess implements AutoCloseable {

  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);
  private static final int LONGEST_END = 8_000;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final URI ready;
  private final Path log;
  private @Nullable Process process;
  private long startOfLog;
  private boolean closed;

  ManagedProcess(
      String name, List<String> command, Map<String, String> environment, URI ready, Path log) {
    this.name = name;
    this.command = command;
    this.environment = environment;
    this.ready = ready;
    this.log = log;
  }

  /** Starts it, unless it is closed, and does not wait. */
  public synchronized void start() throws IOException {
    if (closed) {
      return;
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    startOfLog = log.toFile().length();
    process = builder.start();
  }

  /**
   * Waits until it answers that it is ready.
   *
   * @throws IOException when it ends, or is not ready in time; the message names its log, and has
   *     the end of it
   */
  public void awaitReady(Duration longest) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!isReady()) {
      Process present = present();
      if (present == null || !present.isAlive()) {
        throw new IOException(name + " ended while starting; " + itsLog());
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(name + " is not ready after " + longest + "; " + itsLog());
      }
      present.waitFor(BETWEEN_QUESTIONS.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private String itsLog() {
    String end = endOfLog();
    return "its log: " + log + (end.isEmpty() ? "" : ", which ends:\n" + end);
  }

  /** What it has written since it was started, or the end of that. */
  private String endOfLog() {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(startOfLog(), file.length() - LONGEST_END);
      byte[] end = new byte[(int) Math.max(0, file.length() - from)];
      file.seek(from);
      file.readFully(end);
      return new String(end, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      // It must not hide what is told with it.
      return "";
    }
  }

  private synchronized long startOfLog() {
    return startOfLog;
  }

  /** What it is called. */
  String name() {
    return name;
  }

  /** Where to read why it ended. */
  Path log() {
    return log;
  }

  /** Starts it when it had been started and has ended since; says whether it was so. */
  synchronized boolean startAgainIfEnded() throws IOException {
    boolean ended = !closed && process != null && !process.isAlive();
    if (ended) {
      start();
    }
    return ended;
  }

  /** Kills it as {@code kill -9} does: it gets no chance to finish anything. */
  public void kill() throws InterruptedException {
    Process present = present();
    if (present != null) {
      present.destroyForcibly().waitFor();
    }
  }

  /** Asks it to stop, waits, and kills it when it does not; it is not started again. */
  @Override
  public void close() {
    Process present = end();
    if (present == null) {
      return;
    }
    present.destroy();
    try {
      if (!present.waitFor(15, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      present.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** From now on it is not started again. */
  synchronized @Nullable Process end() {
    closed = true;
    return process;
  }

  private synchronized @Nullable Process present() {
    return process;
  }

  private boolean isReady() throws InterruptedException {
    try {
      HttpRequest question = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
      return HTTP.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
