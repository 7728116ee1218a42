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
 * waits for the other. A bounded number of rows is in memory.
 */
final class ReadAhead {

  private static final int ROWS_AT_ONCE = 128;
  private static final int MOST_WAITING = 4;
  private static final long LOOK_MILLIS = 100;

  private final BlockingQueue<List<StreamRow>> ready = new ArrayBlockingQueue<>(MOST_WAITING);
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
    Thread reader = Thread.ofVirtual().name("read-ahead").start(() -> ahead.read(source));
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
      List<StreamRow> batch = new ArrayList<>(ROWS_AT_ONCE);
      List<List<StreamRow>> current = new ArrayList<>(List.of(batch));
      source.read(row -> {
        List<StreamRow> rows = current.getFirst();
        rows.add(row);
        if (rows.size() == ROWS_AT_ONCE) {
          hand(rows);
          current.set(0, new ArrayList<>(ROWS_AT_ONCE));
        }
      });
      hand(current.getFirst());
    } catch (Exception | Error e) {
      fault = e;
    } finally {
      end();
    }
  }

  private void hand(List<StreamRow> rows) throws SQLException {
    if (!rows.isEmpty() && !offer(rows)) {
      throw new SQLException("Nobody takes the rows any more");
    }
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
