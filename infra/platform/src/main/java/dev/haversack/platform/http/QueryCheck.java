package dev.haversack.platform.http;

import dev.haversack.contract.model.FieldError;
import dev.haversack.platform.problem.ProblemCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with the names of a query's parameters; each has a value, and is there once. */
final class QueryCheck {

  private static final int SHOWN_NAME = 100;

  private final String query;
  private final List<String> allowed;
  private final Set<String> seen = new HashSet<>();

  /**
   * A check of one query.
   *
   * @param query as it was sent, without the question mark
   * @param allowed the names that the call has
   */
  QueryCheck(String query, List<String> allowed) {
    this.query = query;
    this.allowed = allowed.stream().filter(name -> !name.isEmpty()).toList();
  }

  /** All that is wrong, in the order of the query. */
  List<FieldError> findings() {
    List<FieldError> findings = new ArrayList<>();
    for (String parameter : query.split("&")) {
      if (!parameter.isEmpty()) {
        String[] parts = parameter.split("=", 2);
        String name = decoded(parts[0]);
        String fault = fault(name, parts.length == 2 && !parts[1].isEmpty());
        if (fault != null) {
          String shown = name.substring(0, Math.min(name.length(), SHOWN_NAME));
          findings.add(new FieldError(shown, ProblemCode.INVALID_REQUEST.code(), fault));
        }
      }
    }
    return findings;
  }

  private @Nullable String fault(String name, boolean hasValue) {
    if (!allowed.contains(name)) {
      return allowed.isEmpty()
          ? "This call has no parameters in its query."
          : "This call has no such parameter; it has " + String.join(", ", allowed) + ".";
    }
    if (!seen.add(name)) {
      return "A parameter is given once.";
    }
    return hasValue ? null : "A parameter has a value, or is left out.";
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return name;
    }
  }
}
