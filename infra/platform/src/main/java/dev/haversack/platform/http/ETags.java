package dev.haversack.platform.http;

import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Entity tags made of versions, and conditional requests. */
public final class ETags {

  private ETags() {}

  /** The tag of a version, quoted. */
  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * Checks {@code If-Match} against the present version; without the header everything passes.
   *
   * @throws ProblemException {@code version-mismatch} when another version is meant
   */
  public static void check(@Nullable String ifMatch, long present) {
    if (ifMatch != null && !matches(ifMatch, present)) {
      throw ProblemException.of(
          ProblemCode.VERSION_MISMATCH,
          "The present state is " + of(present) + "; If-Match names " + ifMatch + ".");
    }
  }

  /** Whether a list of tags, or {@code *}, names the present version. */
  public static boolean matches(@Nullable String tags, long present) {
    if (tags == null) {
      return false;
    }
    String tag = of(present);
    return Arrays.stream(tags.split(","))
        .map(String::strip)
        .map(t -> t.startsWith("W/") ? t.substring(2) : t)
        .anyMatch(t -> t.equals("*") || t.equals(tag));
  }
}
