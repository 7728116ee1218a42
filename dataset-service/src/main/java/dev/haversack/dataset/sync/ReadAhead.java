package dev.haversack.dataset.sync;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets the database find rows while others are being written: with a cursor alone each of the two
 * waits for the other. As many rows may wait as travel at once, so that the database is asked for
 * the next ones while those are written.
 *
 * <p>It reads on a thread of the operating system: a virtual one is parked and woken for every few
 * rows that the database sends, which costs more than what it does with them. There are no more of
 * them than places for streams.
 */
final class ReadAhead {

  private static final int BYTES_AT_ONCE = 1 << 16;
  private static final int ROWS_AT_ONCE = 500;
  private static final int MOST_WAITING = 16;
  private static final long LOOK_MILLIS = 100;

  private final BlockingQueue<List<StreamRow>> ready = new ArrayBlockingQueue<>(MOST_WAITING);
  private List<StreamRow> batch = new ArrayList<>();
  private long batchBytes;
  private volatile boolean givenUp;
  private @Nullable Throwable fault;

  private ReadAhead() {}

  /** Reads rows to the end. */
  @FunctionalInterface
  interface Source {
    /** Hands all rows on. */
    void read(EntityReader.Rows<SQLException> rows) throws SQLException;
  }

  /** Takes rows. */
  @FunctionalInterface
  interface Sink {
    /** Takes the next one. */
    void next(StreamRow row) throws IOException;
  }

  /** Nothing reads any more when it returns, however that is. */
  static void pass(Source source, Sink sink) throws SQLException, IOException {
    ReadAhead ahead = new ReadAhead();
    Thread reader = Thread.ofPlatform().name("read-ahead").start(() -> ahead.read(source));
    try {
      ahead.write(sink);
    } finally {
      // Not interrupted: that would close the connection to the database.
      ahead.givenUp = true;
      join(reader);
    }
    ahead.rethrow();
  }

  private void read(Source source) {
    try {
      source.read(row -> {
        batch.add(row);
        batchBytes += row.size();
        if (batch.size() == ROWS_AT_ONCE || batchBytes >= BYTES_AT_ONCE) {
          hand();
        }
      });
      hand();
    } catch (Exception | Error e) {
      fault = e;
    } finally {
      end();
    }
  }

  private void hand() throws SQLException {
    if (!batch.isEmpty() && !offer(batch)) {
      throw new SQLException("Nobody takes the rows any more");
    }
    batch = new ArrayList<>();
    batchBytes = 0;
  }

  /** No rows at all say that it is over. */
  private void end() {
    offer(List.of());
  }

  private boolean offer(List<StreamRow> rows) {
    try {
      while (!givenUp) {
        if (ready.offer(rows, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private void write(Sink sink) throws IOException {
    try {
      for (List<StreamRow> rows = ready.take(); !rows.isEmpty(); rows = ready.take()) {
        for (StreamRow row : rows) {
          sink.next(row);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void join(Thread reader) {
    boolean interrupted = false;
    while (reader.isAlive()) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void rethrow() throws SQLException {
    switch (fault) {
      case null -> {}
      case SQLException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(fault);
    }
  }
}
