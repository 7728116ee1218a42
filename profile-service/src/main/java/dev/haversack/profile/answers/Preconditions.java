package dev.haversack.profile.answers;

import dev.haversack.platform.http.ETags;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** {@code If-Match} on things that may not be there yet. */
public final class Preconditions {

  private Preconditions() {}

  /**
   * Checks the header against the present version; null stands for "does not exist", which no tag
   * matches, {@code *} included.
   *
   * @throws ProblemException {@code version-mismatch}
   */
  public static void check(@Nullable String ifMatch, @Nullable Long present) {
    if (present != null) {
      ETags.check(ifMatch, present);
    } else if (ifMatch != null) {
      throw ProblemException.of(
          ProblemCode.VERSION_MISMATCH, "It does not exist; leave If-Match out to create it.");
    }
  }
}
