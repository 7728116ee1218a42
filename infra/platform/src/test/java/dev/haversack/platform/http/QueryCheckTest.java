package dev.haversack.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryCheckTest {

  @Test
  void whatTheCallHasIsAllowedOnceAndWithAValue() {
    assertEquals(List.of(), findings("limit=5&cursor=a%3D=&"));
    assertEquals(
        List.of(new FieldError("limit", "invalid-request", "A parameter is given once.")),
        findings("limit=5&cursor=a&limit=5"));
    assertEquals(List.of("limit", "cursor"), fields("limit&cursor="));
  }

  @Test
  void aMistypedNameIsToldWithThoseThatThereAre() {
    assertEquals(
        List.of(
            new FieldError(
                "limt",
                "invalid-request",
                "This call has no such parameter; it has limit, cursor.")),
        findings("limt=5"));
    assertEquals(List.of("lim it", "LIMIT"), fields("lim%20it=5&LIMIT=5&limit=5"));
    assertEquals(
        "This call has no parameters in its query.",
        new QueryCheck("a=b", List.of("")).findings().getFirst().message());
  }

  @Test
  void whatIsNotEncodedIsShownAsItCame() {
    assertEquals(List.of("%zz"), fields("%zz=1"));
    assertEquals(List.of("x".repeat(100)), fields("x".repeat(5000) + "=1"));
  }

  private static List<String> fields(String query) {
    return findings(query).stream().map(FieldError::field).toList();
  }

  private static List<FieldError> findings(String query) {
    return new QueryCheck(query, List.of("limit", "cursor")).findings();
  }
}
