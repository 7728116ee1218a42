package dev.haversack.profile.answers;

import dev.haversack.platform.http.Cursors;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items the entries
 * @param nextCursor where the next part begins; null on the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /** A page of rows that were read with one more than the limit, to see whether there are more. */
  public static <R, T> Page<T> of(
      List<R> rows, int limit, Function<R, T> item, Function<R, String> key) {
    List<R> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
    return new Page<>(
        shown.stream().map(item).toList(),
        rows.size() > limit ? Cursors.encode(key.apply(shown.getLast())) : null);
  }

  /** The key after which a page begins; null at the beginning. */
  public static @Nullable String after(@Nullable String cursor) {
    return cursor == null ? null : Cursors.decode(cursor, 1).getFirst();
  }

  /** The id after which a page begins. */
  public static UUID afterId(@Nullable String cursor) {
    String after = after(cursor);
    try {
      return after == null ? BEFORE_ALL : UUID.fromString(after);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  /** The number before which a page begins, in lists that go down. */
  public static int beforeNumber(@Nullable String cursor) {
    String after = after(cursor);
    try {
      return after == null ? Integer.MAX_VALUE : Integer.parseInt(after);
    } catch (NumberFormatException e) {
      throw invalid();
    }
  }

  private static ProblemException invalid() {
    return ProblemException.of(
        ProblemCode.INVALID_CURSOR, "Use the nextCursor of the page before, unchanged.");
  }
}
