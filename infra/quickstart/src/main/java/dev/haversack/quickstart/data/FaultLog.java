package dev.haversack.quickstart.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the faults of the data while it is read: counted by kind, with the first places as
 * examples.
 */
final class FaultLog {

  private static final int EXAMPLES = 3;

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private static final class Entry {
    private final String treatment;
    private final List<String> examples = new ArrayList<>();
    private long count;

    Entry(String treatment) {
      this.treatment = treatment;
    }
  }

  /**
   * Notes a fault.
   *
   * @param what is not as it should be; the same text is counted together
   * @param treatment what is made of it
   * @param where it is
   */
  void note(String what, String treatment, String where) {
    Entry entry = entries.computeIfAbsent(what, kind -> new Entry(treatment));
    entry.count++;
    if (entry.examples.size() < EXAMPLES) {
      entry.examples.add(where);
    }
  }

  List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    entries.forEach((what, entry) ->
        faults.add(new Fault(what, entry.treatment, entry.count, List.copyOf(entry.examples))));
    return List.copyOf(faults);
  }
}
