package dev.haversack.dataset.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.testing.TestOrganization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CsvLinesTest {

  private static final int LONGEST = 100_000;

  private final EntityModel account =
      new TestOrganization().model().entity("account").orElseThrow();
  private final Endless endless = new Endless();

  @Test
  void aQuoteThatNeverEndsIsReadToTheLimitOnly() throws IOException {
    InputStream body = new SequenceInputStream(text("name\nAcme\n\"never ends"), endless);
    try (ImportLines lines = new CsvLines(body, account, LONGEST)) {
      assertInstanceOf(ImportLine.Readable.class, lines.next());

      ImportLine last = assertTimeoutPreemptively(Duration.ofSeconds(20), lines::next);

      ImportLine.Unreadable unreadable = assertInstanceOf(ImportLine.Unreadable.class, last);
      assertEquals(3, unreadable.number());
      assertTrue(unreadable.message().contains("at most " + LONGEST), unreadable::message);
      assertTrue(endless.read < 2 * LONGEST, () -> endless.read + " characters were read");
      assertNull(lines.next());
    }
  }

  @Test
  void recordsWithinTheLimitAreReadHoweverManyTheyAre() throws IOException {
    String record = "\"" + "x\n".repeat(LONGEST / 2 - 5) + "\"\n";
    try (ImportLines lines = new CsvLines(text("name\n" + record.repeat(20)), account, LONGEST)) {
      for (int i = 0; i < 20; i++) {
        assertInstanceOf(ImportLine.Readable.class, lines.next());
      }
      assertNull(lines.next());
    }
  }

  @Test
  void severalChoicesStandBetweenSemicolons() throws IOException {
    EntityModel opportunity = new TestOrganization().model().entity("opportunity").orElseThrow();
    try (ImportLines lines =
        new CsvLines(text("name,channels\nA,2;1\nB,\nC,x"), opportunity, LONGEST)) {
      assertEquals("[2,1]", channels(lines));
      assertEquals("null", channels(lines));
      assertEquals("[\"x\"]", channels(lines));
    }
  }

  private static String channels(ImportLines lines) throws IOException {
    return assertInstanceOf(ImportLine.Readable.class, lines.next())
        .attributes()
        .get("channels")
        .toString();
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  /** A body that goes on for ever. */
  private static final class Endless extends InputStream {

    private long read;

    @Override
    public int read() {
      read++;
      return 'x';
    }
  }
}
