package dev.haversack.quickstart.client;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes streams of one entity as dataset-service sends them. */
final class Streams {

  private final String kind;
  private final long checkpoint;
  private final List<String> lines = new ArrayList<>();
  private final RecordDigest digest = new RecordDigest();
  private int puts;
  private int removes;

  private Streams(String kind, long checkpoint) {
    this.kind = kind;
    this.checkpoint = checkpoint;
  }

  static Streams snapshot(long checkpoint) {
    return new Streams("snapshot", checkpoint);
  }

  static Streams delta(long checkpoint) {
    return new Streams("delta", checkpoint);
  }

  Streams put(UUID id, long version, String name) {
    lines.add(
        """
        {"type":"put","entity":"account","id":"%s","version":%d,"attributes":{"name":"%s"}}\
        """
            .formatted(id, version, name));
    digest.add(id, version);
    puts++;
    return this;
  }

  Streams remove(UUID id, String reason) {
    lines.add(
        """
        {"type":"remove","entity":"account","id":"%s","reason":"%s"}\
        """
            .formatted(id, reason));
    removes++;
    return this;
  }

  List<String> withoutEnd() {
    List<String> all = new ArrayList<>();
    all.add(
        """
        {"type":"start","kind":"%s","checkpoint":%d,"entities":[{"entity":"account","records":%d}]}\
        """
            .formatted(kind, checkpoint, puts + removes));
    all.addAll(lines);
    return all;
  }

  List<String> lines() {
    List<String> all = withoutEnd();
    all.add(
        """
        {"type":"end","token":"token-%d","checkpoint":%d,"entities":[\
        {"entity":"account","puts":%d,"removes":%d,"digest":"%s"}]}\
        """
            .formatted(checkpoint, checkpoint, puts, removes, digest.text()));
    return all;
  }
}
