package dev.haversack.quickstart.data;

import java.util.List;

/**
 * Something in the data that is not as it should be, and what was made of it.
 *
 * @param what is not as it should be
 * @param treatment what was made of it
 * @param count how often
 * @param examples some of the places
 */
public record Fault(String what, String treatment, long count, List<String> examples) {}
