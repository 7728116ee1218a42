package dev.haversack.dataset.sync;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets the database find rows while others are being written: with a cursor alone each of the two
 * waits for the other. As much may wait as travels at once, so that the database is asked for the
 * next rows while those are written.
 *
 * <p>It reads on a thread of the operating system: a virtual one is parked and woken for every few
 * rows that the database sends, which costs more than what it does with them. There are no more of
 * them than places for streams.
 */
final class ReadAhead {

  private static final int BYTES_AT_ONCE = 1 << 16;
  private static final int MOST_BYTES = 1 << 20;
  private static final long LOOK_MILLIS = 100;

  private final BlockingQueue<Batch> ready = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(MOST_BYTES);
  private List<StreamRow> rows = new ArrayList<>();
  private long bytes;
  private volatile boolean givenUp;
  private @Nullable Throwable fault;

  private ReadAhead() {}

  /**
   * Rows that wait.
   *
   * @param rows the rows; none at the end
   * @param room how much of the room they take, in bytes
   */
  private record Batch(List<StreamRow> rows, int room) {}

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
      // Not interrupted: that would not end what it reads, which is never much.
      ahead.givenUp = true;
      join(reader);
    }
    ahead.rethrow();
  }

  private void read(Source source) {
    try {
      source.read(row -> {
        rows.add(row);
        bytes += row.size();
        if (bytes >= BYTES_AT_ONCE) {
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

  /** One row may be larger than all the room there is. */
  private void hand() throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    int takes = (int) Math.min(bytes, MOST_BYTES);
    if (!enter(takes)) {
      throw new SQLException("Nobody takes the rows any more");
    }
    ready.add(new Batch(rows, takes));
    rows = new ArrayList<>();
    bytes = 0;
  }

  /** No rows at all say that it is over. */
  private void end() {
    ready.add(new Batch(List.of(), 0));
  }

  private boolean enter(int takes) {
    try {
      while (!givenUp) {
        if (room.tryAcquire(takes, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
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
      for (Batch batch = ready.take(); !batch.rows().isEmpty(); batch = ready.take()) {
        for (StreamRow row : batch.rows()) {
          sink.next(row);
        }
        room.release(batch.room());
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
