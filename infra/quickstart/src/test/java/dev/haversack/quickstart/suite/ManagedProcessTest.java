package dev.haversack.quickstart.suite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {

  @Test
  void whatWasKilledFromOutsideIsStartedAgain(@TempDir Path folder) throws Exception {
    try (var process =
        new ManagedProcess(
            "sleeper",
            List.of("sleep", "60"),
            Map.of(),
            URI.create("http://localhost:1"),
            folder.resolve("log"))) {
      assertFalse(process.startAgainIfEnded());
      process.start();
      assertFalse(process.startAgainIfEnded());

      process.kill();

      assertTrue(process.startAgainIfEnded());
      assertFalse(process.startAgainIfEnded());

      process.close();

      assertFalse(process.startAgainIfEnded());
    }
  }

  @Test
  void whatEndsWhileItStartsSaysWhy(@TempDir Path folder) throws Exception {
    Files.write(
        folder.resolve("log"), new byte[] {'b', 'e', 'f', 'o', 'r', 'e', (byte) 0xff, '\n'});
    try (var process =
        new ManagedProcess(
            "failing",
            List.of("sh", "-c", "echo the port is taken; printf '\\377'"),
            Map.of(),
            URI.create("http://localhost:1"),
            folder.resolve("log"))) {
      process.start();

      String message =
          assertThrows(IOException.class, () -> process.awaitReady(Duration.ofMinutes(1)))
              .getMessage();

      assertTrue(message.contains("/log, which ends:\nthe port is taken\n"), message);
    }
  }
}
