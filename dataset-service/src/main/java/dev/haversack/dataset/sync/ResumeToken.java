package dev.haversack.dataset.sync;

/**
 * What a device gets at the beginning of a stream, to go on with it. It stands for the records that
 * the stream has brought so far, and so is no dataset token.
 *
 * @param at checkpoint and scope that the stream led to
 * @param base the checkpoint that the delta began from; -1 for a snapshot
 */
record ResumeToken(DatasetToken at, long base) {

  /** The base of a snapshot. */
  static final long NOTHING = -1;
}
