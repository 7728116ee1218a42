package dev.haversack.dataset.records;

/** The configuration went on since a write was decided; it has to be decided anew. */
public final class OutdatedConfigurationException extends RuntimeException {

  /** Without cause: nothing is wrong. */
  public OutdatedConfigurationException() {
    super("The configuration went on");
  }
}
