package dev.haversack.quickstart.client;

import dev.haversack.contract.model.DatasetEnd;
import dev.haversack.contract.model.DatasetLine;
import dev.haversack.contract.model.DatasetPut;
import dev.haversack.contract.model.DatasetRemove;
import dev.haversack.contract.model.DatasetStart;
import dev.haversack.contract.model.EntityDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies the lines of one snapshot or delta to a copy of what the device holds, and checks them
 * against the closing line. Without it, or when it says something else than what came, nothing of
 * the stream counts.
 */
final class DatasetReader {

  private final DatasetCopy before;
  private final Map<String, Tally> tallies = new HashMap<>();
  private final List<DeviceRecord> puts = new ArrayList<>();
  private final List<Removal> removals = new ArrayList<>();
  private Map<String, Map<UUID, DeviceRecord>> records = new HashMap<>();
  private @Nullable DatasetStart start;
  private @Nullable DatasetEnd end;

  DatasetReader(DatasetCopy before) {
    this.before = before;
  }

  /** What a stream holds of one entity so far. */
  private static final class Tally {
    private final RecordDigest digest = new RecordDigest();
    private long puts;
    private long removes;
  }

  void accept(String text) {
    if (end != null) {
      throw new BrokenStreamException("A line follows the end line");
    }
    switch (Json.read(text, DatasetLine.class)) {
      case DatasetStart line -> begin(line);
      case DatasetPut line -> put(line);
      case DatasetRemove line -> remove(line);
      case DatasetEnd line -> end = line;
    }
  }

  /** The device's records after the stream. */
  DatasetCopy after() {
    checkedEnd();
    return new DatasetCopy(records);
  }

  /** The token for the next delta. */
  String token() {
    String token = checkedEnd().token();
    if (token == null) {
      throw new BrokenStreamException("The end line has no token");
    }
    return token;
  }

  SyncReport report() {
    DatasetEnd last = checkedEnd();
    return new SyncReport(started().kind(), last.checkpoint(), puts, removals, after().counts());
  }

  private void begin(DatasetStart line) {
    if (start != null) {
      throw new BrokenStreamException("A second start line");
    }
    start = line;
    records = line.kind().equals("snapshot") ? new HashMap<>() : before.mutable();
    line.entities()
        .forEach(total -> records.computeIfAbsent(total.entity(), entity -> new HashMap<>()));
  }

  private void put(DatasetPut line) {
    started();
    DeviceRecord put =
        new DeviceRecord(line.entity(), line.id(), line.version(), line.attributes());
    records.computeIfAbsent(line.entity(), entity -> new HashMap<>()).put(line.id(), put);
    Tally tally = tally(line.entity());
    tally.puts++;
    tally.digest.add(line.id(), line.version());
    puts.add(put);
  }

  private void remove(DatasetRemove line) {
    started();
    records.getOrDefault(line.entity(), new HashMap<>()).remove(line.id());
    tally(line.entity()).removes++;
    removals.add(new Removal(line.entity(), line.id(), line.reason()));
  }

  private DatasetStart started() {
    if (start == null) {
      throw new BrokenStreamException("The stream has no start line");
    }
    return start;
  }

  private DatasetEnd checkedEnd() {
    started();
    if (end == null) {
      throw new BrokenStreamException("The stream has no end line: it is incomplete");
    }
    Set<String> unsaid = new TreeSet<>(tallies.keySet());
    for (EntityDigest said : end.entities()) {
      check(said, tallies.getOrDefault(said.entity(), new Tally()));
      unsaid.remove(said.entity());
    }
    if (!unsaid.isEmpty()) {
      throw new BrokenStreamException("The end line does not mention " + unsaid);
    }
    return end;
  }

  private static void check(EntityDigest said, Tally came) {
    if (said.puts() != came.puts
        || said.removes() != came.removes
        || !said.digest().equals(came.digest.text())) {
      throw new BrokenStreamException(
          "Of %s came %d puts, %d removes, digest %s; the end line says %d, %d, %s"
              .formatted(
                  said.entity(),
                  came.puts,
                  came.removes,
                  came.digest.text(),
                  said.puts(),
                  said.removes(),
                  said.digest()));
    }
  }

  private Tally tally(String entity) {
    return tallies.computeIfAbsent(entity, name -> new Tally());
  }
}
