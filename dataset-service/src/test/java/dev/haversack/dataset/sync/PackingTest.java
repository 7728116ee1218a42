package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the body of an answer ends, and what happens just before. */
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
  private final Packing.Body body = new Packing.Body(answer, () -> order.add("place given back"));

  /** A client that has its answer and asks again at once is not sent away. */
  @ParameterizedTest
  @EnumSource(Packing.class)
  void thePlaceIsGivenBackBeforeTheAnswerEnds(Packing packing) throws IOException {
    try (OutputStream packed = packing.around(body)) {
      packed.write("a line".getBytes(StandardCharsets.UTF_8));
      packed.flush();
    }

    assertEquals(List.of("place given back", "ended"), order);
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
