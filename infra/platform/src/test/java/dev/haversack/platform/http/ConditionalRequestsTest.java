package dev.haversack.platform.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionalRequestsTest {

  @Test
  void tagsMatchWeakOrStrongInListsAndAsStar() {
    assertTrue(ETags.matches("\"7\"", 7));
    assertTrue(ETags.matches("W/\"7\"", 7));
    assertTrue(ETags.matches("\"6\", \"7\"", 7));
    assertTrue(ETags.matches("*", 7));
    assertFalse(ETags.matches("\"77\"", 7));
    assertFalse(ETags.matches(null, 7));
  }

  @Test
  void anotherPresentStateIsRefused() {
    assertDoesNotThrow(() -> ETags.check(null, 7));
    assertDoesNotThrow(() -> ETags.check("\"7\"", 7));
    var refused = assertThrows(ProblemException.class, () -> ETags.check("\"6\"", 7));
    assertEquals(ProblemCode.VERSION_MISMATCH, refused.code());
  }

  @Test
  void cursorsComeBackAsTheyWere() {
    assertEquals(List.of("a b", "", "ü"), Cursors.decode(Cursors.encode("a b", "", "ü"), 3));
    assertThrows(ProblemException.class, () -> Cursors.decode("%%%", 1));
    assertThrows(ProblemException.class, () -> Cursors.decode(Cursors.encode("a"), 2));
  }

  @Test
  void waitsAreReadAndCut() {
    assertEquals(Duration.ZERO, PreferWait.parse(null));
    assertEquals(Duration.ZERO, PreferWait.parse("return=minimal"));
    assertEquals(Duration.ofSeconds(10), PreferWait.parse("return=minimal, wait=10"));
    assertEquals(PreferWait.LONGEST, PreferWait.parse("wait=3600"));
    assertThrows(ProblemException.class, () -> PreferWait.parse("wait=soon"));
  }
}
