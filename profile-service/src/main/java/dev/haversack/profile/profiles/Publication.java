package dev.haversack.profile.profiles;

import dev.haversack.contract.model.PublishRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept about a publishing besides its content.
 *
 * @param by who publishes; null where his token names nobody
 * @param comment why
 * @param copiedVersion the earlier version that is published again; null for the draft
 */
record Publication(@Nullable UUID by, @Nullable String comment, @Nullable Integer copiedVersion) {

  /** The draft is published. */
  static Publication of(@Nullable UUID by, @Nullable PublishRequest request) {
    return new Publication(by, request == null ? null : request.comment(), null);
  }

  /** An earlier version is published again. */
  Publication copyOf(int version) {
    return new Publication(by, comment, version);
  }
}
