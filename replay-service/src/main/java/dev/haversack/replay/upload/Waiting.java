package dev.haversack.replay.upload;

/**
 * How much waits to be replayed at most: all from the first action that does, and was never tried.
 *
 * @param actions how many actions
 * @param contents how many characters of attributes and base values as JSON
 */
record Waiting(long actions, long contents) {

  static final Waiting NOTHING = new Waiting(0, 0);
}
