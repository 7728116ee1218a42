package dev.haversack.replay.upload;

import dev.haversack.contract.model.UploadAction;
import java.util.Arrays;
import java.util.UUID;

/**
 * An uploaded action and the hash of its contents.
 *
 * @param action the action
 * @param hash its hash
 */
record HashedAction(UploadAction action, byte[] hash) {

  static HashedAction of(UploadAction action) {
    return new HashedAction(action, ContentHash.of(action));
  }

  /** Whether it is what was stored with a hash, also with one of before. */
  boolean isStoredAs(byte[] stored) {
    return Arrays.equals(stored, hash) || Arrays.equals(stored, ContentHash.former(action));
  }

  UUID id() {
    return action.actionId();
  }

  long sequence() {
    return action.sequence();
  }
}
