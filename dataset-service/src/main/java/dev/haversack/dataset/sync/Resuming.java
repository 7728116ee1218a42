package dev.haversack.dataset.sync;

import dev.haversack.platform.http.Cursors;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads from a request where a stream is to be gone on with. */
final class Resuming {

  private Resuming() {}

  /**
   * From the parameters of a stream.
   *
   * @throws ProblemException {@code invalid-request} when some of the three are missing
   */
  static @Nullable Resumption at(
      @Nullable String resume, @Nullable String afterEntity, @Nullable UUID afterId) {
    if (resume == null && afterEntity == null && afterId == null) {
      return null;
    }
    if (resume == null || afterEntity == null || afterId == null) {
      throw ProblemException.of(
          ProblemCode.INVALID_REQUEST,
          "To go on with a stream, resume, afterEntity and afterId are needed, all three.");
    }
    return new Resumption(resume, afterEntity, afterId);
  }

  /**
   * From the cursor of a page.
   *
   * @throws ProblemException {@code invalid-cursor} when it is none of ours
   */
  static @Nullable Resumption at(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    List<String> parts = Cursors.decode(cursor, 3);
    try {
      return new Resumption(parts.get(0), parts.get(1), UUID.fromString(parts.get(2)));
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(
          ProblemCode.INVALID_CURSOR, "Use the nextCursor of the page before, unchanged.");
    }
  }
}
