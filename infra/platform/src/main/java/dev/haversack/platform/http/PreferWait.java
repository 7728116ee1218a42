package dev.haversack.platform.http;

import dev.haversack.contract.model.FieldError;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Prefer: wait=N} (RFC 7240). */
public final class PreferWait {

  /** Longer waits are cut to this: proxies drop connections that are silent for much longer. */
  public static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,9})(?:$|[,;\\s])");

  private PreferWait() {}

  /**
   * How long to wait: zero without the preference, at most {@link #LONGEST}.
   *
   * @throws ProblemException {@code invalid-request} when it names a wait that is no number of
   *     seconds
   */
  public static Duration parse(@Nullable String prefer) {
    if (prefer == null || !prefer.contains("wait")) {
      return Duration.ZERO;
    }
    Matcher matcher = WAIT.matcher(prefer);
    if (!matcher.find()) {
      String message =
          "Prefer takes wait=N with N in whole seconds; more than %d count as %d."
              .formatted(LONGEST.toSeconds(), LONGEST.toSeconds());
      throw ProblemException.of(
          ProblemCode.INVALID_REQUEST,
          message,
          List.of(new FieldError("Prefer", ProblemCode.INVALID_REQUEST.code(), message)));
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }
}
