package dev.haversack.replay.upload;

import java.time.Duration;
import java.time.Instant;

/**
 * A place in the stream of a device's receipts.
 *
 * @param through every action up to this sequence number was told of
 * @param at as of when
 */
record ReceiptPlace(long through, Instant at) {

  /** Clocks of instances, and transactions that were under way, differ by less. */
  private static final Duration SLACK = Duration.ofMinutes(2);

  /** A place from which on everything is news, and nothing before. */
  static ReceiptPlace now(long through, Instant now) {
    return new ReceiptPlace(through, now.plus(SLACK));
  }

  /** Reads the id of an event; the contract has checked its form. */
  static ReceiptPlace parse(String id) {
    int dot = id.indexOf('.');
    return new ReceiptPlace(
        Long.parseLong(id.substring(0, dot)),
        Instant.ofEpochMilli(Long.parseLong(id.substring(dot + 1))));
  }

  /** A number that never was, from before the database was set back, leads to nothing. */
  ReceiptPlace atMost(long lastSequence) {
    return through <= lastSequence ? this : new ReceiptPlace(lastSequence, at);
  }

  String id() {
    return through + "." + at.toEpochMilli();
  }

  /** Since when something may have happened that was not told of. */
  Instant since() {
    return at.minus(SLACK);
  }
}
