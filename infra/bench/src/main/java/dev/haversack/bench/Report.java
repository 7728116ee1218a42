package dev.haversack.bench;

import dev.haversack.quickstart.client.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects results, prints them as a Markdown table and keeps them as JSON. */
final class Report {

  private static final String HEADER =
      """
      | measure | workload | result | limit of this run | ratio | target | reached |
      |---|---|---|---|---|---|---|
      """;

  private final PrintStream out;
  private final List<Result> results = new ArrayList<>();

  Report(PrintStream out) {
    this.out = out;
  }

  void add(Result result) {
    results.add(result);
    out.println(result.row());
  }

  /** Prints the whole table, and writes it with what it was measured on. */
  void finish(Path file, int records, int users, int buffers) throws IOException {
    out.println();
    out.print(HEADER);
    results.forEach(result -> out.println(result.row()));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("at", Instant.now().toString());
    all.put("processors", Runtime.getRuntime().availableProcessors());
    all.put("java", Runtime.version().toString());
    all.put("records", records);
    all.put("users", users);
    all.put("sharedBuffersMegabytes", buffers);
    all.put("results", results);
    Files.writeString(file, Json.write(all));
    out.println("As JSON: " + file);
  }
}
