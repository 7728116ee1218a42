package dev.haversack.platform.http;

import dev.haversack.contract.model.FieldError;
import dev.haversack.platform.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with the parameters of a query; each is known, has a value, and is there once. */
final class QueryCheck {

  /** A name of any length can be sent, and any number of them; who mistyped reads a few. */
  private static final int SHOWN_NAME = 100;

  private static final int MOST_FINDINGS = 20;

  private QueryCheck() {}

  /**
   * What is wrong, in the order of the query.
   *
   * @param parameters the names and values that were sent
   * @param allowed the names that the call has
   */
  static List<FieldError> findings(
      List<Map.Entry<String, String>> parameters, List<String> allowed) {
    List<FieldError> findings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Map.Entry<String, String> parameter : parameters) {
      String name = parameter.getKey();
      String fault = fault(parameter, allowed, seen.add(name));
      if (fault != null && findings.size() < MOST_FINDINGS) {
        findings.add(new FieldError(shown(name), ProblemCode.INVALID_REQUEST.code(), fault));
      }
    }
    return findings;
  }

  private static @Nullable String fault(
      Map.Entry<String, String> parameter, List<String> allowed, boolean isFirst) {
    if (!allowed.contains(parameter.getKey())) {
      return allowed.isEmpty()
          ? "This call has no parameters in its query."
          : "This call has no such parameter; it has " + String.join(", ", allowed) + ".";
    }
    if (!isFirst) {
      return "A parameter is given once.";
    }
    return parameter.getValue().isEmpty() ? "A parameter has a value, or is left out." : null;
  }

  private static String shown(String name) {
    return name.codePoints()
        .limit(SHOWN_NAME)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
