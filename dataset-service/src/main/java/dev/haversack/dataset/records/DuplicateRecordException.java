package dev.haversack.dataset.records;

/** A record was to be made that somebody made at the same moment. */
public final class DuplicateRecordException extends RuntimeException {

  /** With the database's complaint. */
  public DuplicateRecordException(Throwable cause) {
    super(cause);
  }
}
