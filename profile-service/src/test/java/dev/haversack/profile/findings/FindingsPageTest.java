package dev.haversack.profile.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The page of findings is made from the table of codes. {@code -Dhaversack.docs.write=true} writes
 * it anew.
 */
class FindingsPageTest {

  private static final Path PAGE = Path.of("../infra/docs/findings.md");

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
            # Findings

            What profile-service finds in definitions: entities, the directory, profiles, views and filters. Each stands in `errors` of a problem document, or in the answer of a validation, with its place and with words of its own; program against `code`. Other codes in `errors` are those of [problems](problems.md). The hex codes are those that Dynamics 365 publishes for the same fault.
            This page is made from `FindingCode` in profile-service.

            | code | meaning | published code |
            |---|---|---|
            """);
    for (FindingCode code : FindingCode.values()) {
      page.append(
          "| `%s` | %s | %s |%n"
              .formatted(
                  code.code(),
                  code.meaning(),
                  code.publishedCode() == null ? "" : "`" + code.publishedCode() + "`"));
    }
    return page.toString();
  }
}
