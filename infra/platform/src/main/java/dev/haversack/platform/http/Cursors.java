package dev.haversack.platform.http;

import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Opaque page cursors made of the sort key of the last entry. */
public final class Cursors {

  private static final char SEPARATOR = '\u001f';

  private Cursors() {}

  /** A cursor of these parts; none may hold the unit separator character. */
  public static String encode(String... parts) {
    byte[] text = String.join(String.valueOf(SEPARATOR), parts).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /**
   * The parts of a cursor.
   *
   * @throws ProblemException {@code invalid-cursor} when it was not made by {@link #encode} with as
   *     many parts
   */
  public static List<String> decode(String cursor, int parts) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      List<String> decoded = List.of(text.split(String.valueOf(SEPARATOR), -1));
      if (decoded.size() == parts && text.indexOf(0) < 0) {
        return decoded;
      }
    } catch (IllegalArgumentException e) {
      // Answered below, like any other text that is no cursor.
    }
    throw ProblemException.of(
        ProblemCode.INVALID_CURSOR, "Use the nextCursor of the page before, unchanged.");
  }
}
