package dev.haversack.platform.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class LimitedBodyTest {

  private int unfinished;

  @Test
  void aBodyOfExactlyTheLimitIsReadWhole() throws IOException {
    byte[] content = {1, 2, 3, 4, 5};

    try (InputStream body = limited(new ByteArrayInputStream(content))) {
      assertArrayEquals(content, body.readAllBytes());
      assertEquals(-1, body.read());
    }
  }

  @Test
  void oneByteMoreIsRefusedHoweverItIsRead() throws IOException {
    refuses(InputStream::readAllBytes);
    refuses(body -> body.skip(6));
    refuses(body -> {
      while (body.read() >= 0) {}
    });
  }

  @Test
  void whatIsLeftOfARefusedBodyIsReadToItsEnd() {
    var sent = new ByteArrayInputStream(new byte[1_000_000]);

    assertThrows(ProblemException.class, () -> limited(sent).readNBytes(10));

    assertEquals(0, sent.available());
    assertEquals(0, unfinished);
  }

  @Test
  void aBodyWithoutAnEndIsNotReadForEver() {
    var endless =
        new InputStream() {
          long given;

          @Override
          public int read() {
            given++;
            return 0;
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            given += length;
            return length;
          }
        };

    assertThrows(ProblemException.class, () -> limited(endless).readNBytes(10));

    assertTrue(endless.given < 110L * 1024 * 1024, "read " + endless.given);
    assertEquals(1, unfinished);
  }

  @Test
  void aBodyThatIsSaidToBeLargeIsNotUsed() {
    var sent = new ByteArrayInputStream(new byte[1_000_000]);

    assertThrows(ProblemException.class, () -> limited(sent).announced(1_000_000));
    assertEquals(0, sent.available());

    assertThrows(ProblemException.class, () -> limited(sent).announced(Long.MAX_VALUE));
    assertEquals(1, unfinished);
  }

  private interface Reading {
    void of(InputStream body) throws IOException;
  }

  private LimitedBody limited(InputStream sent) {
    return new LimitedBody(sent, 5, () -> unfinished++);
  }

  private void refuses(Reading reading) throws IOException {
    try (InputStream body = limited(new ByteArrayInputStream(new byte[6]))) {
      var refused = assertThrows(ProblemException.class, () -> reading.of(body));
      assertEquals(ProblemCode.TOO_LARGE, refused.code());
    }
  }
}
