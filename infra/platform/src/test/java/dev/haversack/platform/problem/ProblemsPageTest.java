package dev.haversack.platform.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The page of problems is made from the table of errors. {@code -Dhaversack.docs.write=true} writes
 * it anew.
 */
class ProblemsPageTest {

  private static final Path PAGE = Path.of("../docs/problems.md");

  @Test
  void thePageSaysWhatTheTableSays() throws IOException {
    String expected = page();
    if (Boolean.getBoolean("haversack.docs.write")) {
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected, Files.readString(PAGE));
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Problems

            Every error is an RFC 9457 problem document; program against `code`. The hex codes are those that Dynamics 365 publishes for the same fault.
            Findings in definitions have further codes: [findings](findings.md). This page is made from `ProblemCode` in `infra/platform`.

            | code | status | meaning | what to do | published code |
            |---|---|---|---|---|
            """);
    for (ProblemCode code : ProblemCode.values()) {
      page.append(
          "| `%s` | %d | %s | %s | %s |%n"
              .formatted(
                  code.code(),
                  code.status(),
                  code.title(),
                  code.advice(),
                  code.publishedCode() == null ? "" : "`" + code.publishedCode() + "`"));
    }
    return page.toString();
  }
}
