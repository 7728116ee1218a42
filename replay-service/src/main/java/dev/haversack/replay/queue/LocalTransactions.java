package dev.haversack.replay.queue;

/** What uploads and workers agree on about local transactions. */
public final class LocalTransactions {

  /** So many actions can be in one: they are sent in one call, whatever else that holds. */
  public static final int LARGEST = 100;

  private LocalTransactions() {}
}
