package dev.haversack.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.FieldError;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryCheckTest {

  private static final Map.Entry<String, String> LIMIT = Map.entry("limit", "5");

  @Test
  void whatTheCallHasIsAllowedOnceAndWithAValue() {
    assertEquals(List.of(), findings(LIMIT, Map.entry("cursor", "a=")));
    assertEquals(
        List.of(new FieldError("limit", "invalid-request", "A parameter is given once.")),
        findings(LIMIT, Map.entry("cursor", "a"), LIMIT));
    assertEquals(List.of("cursor"), fields(List.of(LIMIT, Map.entry("cursor", ""))));
  }

  @Test
  void aMistypedNameIsToldWithThoseThatThereAre() {
    assertEquals(
        List.of(
            new FieldError(
                "limt",
                "invalid-request",
                "This call has no such parameter; it has limit, cursor.")),
        findings(Map.entry("limt", "5")));
    assertEquals(List.of("LIMIT"), fields(List.of(Map.entry("LIMIT", "5"), LIMIT)));
    assertEquals(
        "This call has no parameters in its query.",
        QueryCheck.findings(List.of(LIMIT), List.of()).getFirst().message());
  }

  @Test
  void ofManyFaultsAFewAreShownAndOfALongNameTheBeginning() {
    var many = Collections.nCopies(1000, Map.entry("🎒".repeat(5000), ""));

    assertEquals(Collections.nCopies(20, "🎒".repeat(100)), fields(many));
  }

  private static List<String> fields(List<Map.Entry<String, String>> parameters) {
    return QueryCheck.findings(parameters, List.of("limit", "cursor")).stream()
        .map(FieldError::field)
        .toList();
  }

  @SafeVarargs
  private static List<FieldError> findings(Map.Entry<String, String>... parameters) {
    return QueryCheck.findings(List.of(parameters), List.of("limit", "cursor"));
  }
}
