package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the body of an answer ends. */
class PackingTest {

  private final List<String> order = new ArrayList<>();
  private final OutputStream answer =
      new ByteArrayOutputStream() {
        @Override
        public void flush() {
          order.add("flushed");
        }

        @Override
        public void close() {
          order.add("ended");
        }
      };
  private final Packing.Body body = new Packing.Body(answer);

  @ParameterizedTest
  @EnumSource(Packing.class)
  void whatIsSmallGoesOutOnceWhenItIsWhole(Packing packing) throws IOException {
    try (OutputStream packed = packing.around(body)) {
      packed.write("a line".getBytes(StandardCharsets.UTF_8));
      packed.flush();
    }

    assertEquals(List.of("ended"), order);
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void asMuchAsTheFrameworkKeepsIsSmall(Packing packing) throws IOException {
    byte[] small = new byte[31_000];
    new Random(1).nextBytes(small);
    try (OutputStream packed = packing.around(body)) {
      packed.write(small);
    }

    assertEquals(List.of("ended"), order);
  }

  /** It may have to wait for a client that does not read, and would keep its connection. */
  @ParameterizedTest
  @EnumSource(Packing.class)
  void whatIsLargeIsEndedByTheFramework(Packing packing) throws IOException {
    byte[] large = new byte[100_000];
    new Random(1).nextBytes(large);
    try (OutputStream packed = packing.around(body)) {
      packed.write(large);
      packed.flush();
    }

    assertEquals(List.of(), order);
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void whatIsBrokenNeverEnds(Packing packing) throws IOException {
    try (OutputStream packed = packing.around(body)) {
      packed.write("half a li".getBytes(StandardCharsets.UTF_8));
      body.giveUp();
    }

    assertEquals(List.of(), order);
  }
}
