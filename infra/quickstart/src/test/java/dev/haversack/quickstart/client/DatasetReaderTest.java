package dev.haversack.quickstart.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.RemovalReason;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DatasetReaderTest {

  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);

  @Test
  void aSnapshotReplacesEverything() {
    DatasetCopy before = copy(Streams.snapshot(1).put(ONE, 5, "One"));

    DatasetReader reader = read(before, Streams.snapshot(2).put(TWO, 6, "Two"));

    assertTrue(reader.after().record("account", ONE).isEmpty());
    assertEquals("Two", reader.after().record("account", TWO).orElseThrow().text("name"));
    assertEquals("token-2", reader.token());
    assertEquals(2, reader.report().checkpoint());
  }

  @Test
  void aDeltaPutsAndRemoves() {
    DatasetCopy before = copy(Streams.snapshot(1).put(ONE, 5, "One").put(TWO, 6, "Two"));

    DatasetReader reader =
        read(before, Streams.delta(2).put(ONE, 7, "New").remove(TWO, "security"));

    assertEquals(7, reader.after().record("account", ONE).orElseThrow().version());
    assertTrue(reader.after().record("account", TWO).isEmpty());
    assertEquals(RemovalReason.SECURITY, reader.report().removed("account", TWO).orElseThrow());
    assertEquals(1, reader.report().total());
    assertEquals(2, before.counts().get("account"), "what was there before is not touched");
  }

  @Test
  void withoutTheEndLineNothingCounts() {
    DatasetReader reader = new DatasetReader(DatasetCopy.EMPTY);
    Streams.snapshot(1).put(ONE, 5, "One").withoutEnd().forEach(reader::accept);

    assertThrows(BrokenStreamException.class, reader::after);
    assertThrows(BrokenStreamException.class, reader::token);
  }

  @Test
  void countsAndDigestAreHeldAgainstTheEndLine() {
    DatasetReader reader = new DatasetReader(DatasetCopy.EMPTY);
    Streams.snapshot(1).put(ONE, 5, "One").lines().stream()
        .map(line -> line.replace("\"version\":5", "\"version\":6"))
        .forEach(reader::accept);

    BrokenStreamException broken = assertThrows(BrokenStreamException.class, reader::after);
    assertTrue(broken.getMessage().contains("digest"), broken.getMessage());
  }

  @Test
  void anEntityThatTheEndLineForgetsIsFound() {
    DatasetReader reader = new DatasetReader(DatasetCopy.EMPTY);
    Streams.snapshot(1).put(ONE, 5, "One").lines().stream()
        .map(line -> line.contains("\"put\"") ? line.replace("account", "contact") : line)
        .forEach(reader::accept);

    assertThrows(BrokenStreamException.class, reader::after);
  }

  @Test
  void linesOutsideOfStartAndEndAreRefused() {
    DatasetReader early = new DatasetReader(DatasetCopy.EMPTY);
    String put = Streams.snapshot(1).put(ONE, 5, "One").lines().get(1);
    assertThrows(BrokenStreamException.class, () -> early.accept(put));

    DatasetReader late = read(DatasetCopy.EMPTY, Streams.snapshot(1));
    assertThrows(BrokenStreamException.class, () -> late.accept(put));
  }

  @Test
  void theDigestIsTheContracts() {
    RecordDigest digest = new RecordDigest();
    assertEquals("0000000000000000", digest.text());

    digest.add(ONE, 5);
    digest.add(TWO, 6);
    RecordDigest reversed = new RecordDigest();
    reversed.add(TWO, 6);
    reversed.add(ONE, 5);

    assertEquals(digest.text(), reversed.text());
    assertTrue(digest.text().matches("[0-9a-f]{16}"));
  }

  private static DatasetCopy copy(Streams stream) {
    return read(DatasetCopy.EMPTY, stream).after();
  }

  private static DatasetReader read(DatasetCopy before, Streams stream) {
    DatasetReader reader = new DatasetReader(before);
    stream.lines().forEach(reader::accept);
    return reader;
  }
}
