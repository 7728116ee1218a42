package dev.haversack.quickstart.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.quickstart.client.SuiteUrls;
import dev.haversack.quickstart.data.DemoData;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteFileTest {

  @TempDir Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    SuiteFile written =
        SuiteFile.of(
            new SuiteUrls(
                URI.create("http://localhost:8090/demo"),
                URI.create("http://localhost:8081"),
                URI.create("http://localhost:8082"),
                URI.create("http://localhost:8083"),
                URI.create("http://localhost:8084")),
            DemoData.organization());
    Path file = folder.resolve(SuiteFile.NAME);

    written.write(file);

    assertEquals(written, SuiteFile.read(file));
  }

  @Test
  void aMissingFileOrKeyIsNamed() throws IOException {
    Path file = folder.resolve(SuiteFile.NAME);
    assertMessage(file, "infra/quickstart/run");
    Files.writeString(file, "issuer=http://localhost:8090/demo\n");
    assertMessage(file, "names no profile");
  }

  private static void assertMessage(Path file, String part) {
    String message =
        assertThrows(TourFailedException.class, () -> SuiteFile.read(file)).getMessage();
    assertTrue(message.contains(part), message);
  }
}
