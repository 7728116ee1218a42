package dev.haversack.dataset.records;

/** A name comes back while its former values are still being taken out of the records. */
final class NotSweptYetException extends RuntimeException {

  /** Without stack trace: nothing is wrong, and the feed says it each time it comes again. */
  NotSweptYetException(String entity) {
    super(
        "Names of " + entity + " come back whose former values are still being taken out",
        null,
        false,
        false);
  }
}
