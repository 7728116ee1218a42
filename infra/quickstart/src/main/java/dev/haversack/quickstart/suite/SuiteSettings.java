package dev.haversack.quickstart.suite;

import java.util.List;
import java.util.Map;

/**
 * What is not as usual about a suite.
 *
 * @param options further options of the services' virtual machines
 * @param database further settings of PostgreSQL
 */
public record SuiteSettings(List<String> options, Map<String, String> database) {

  /** As usual. */
  public static final SuiteSettings USUAL = new SuiteSettings(List.of(), Map.of());
}
