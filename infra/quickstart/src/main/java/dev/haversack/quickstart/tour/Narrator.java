package dev.haversack.quickstart.tour;

import dev.haversack.quickstart.client.Exchange;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Prints the tour: what happens, each request, and what it shows. */
final class Narrator {

  private static final int LONGEST_BODY = 220;
  private static final int LONGEST_URL = 130;

  private final PrintStream out;
  private int chapter;
  private boolean quiet;

  Narrator(PrintStream out) {
    this.out = out;
  }

  void chapter(String title) {
    chapter++;
    out.printf("%n== %d. %s%n", chapter, title);
  }

  /** What happens next, and why. */
  void says(String text) {
    out.println(text);
  }

  /** What can be seen from the answers. */
  void shows(String text) {
    out.println("   => " + text);
  }

  /** Prints a request with its answer; {@code who} makes it. */
  void exchange(String who, Exchange exchange) {
    if (quiet) {
      return;
    }
    out.printf(
        "   [%s] %s %s%n",
        who, exchange.method(), shortened(exchange.uri().toString(), LONGEST_URL));
    print("        sends   ", exchange.requestBody());
    print("        gets    " + exchange.status() + " ", exchange.answerBody());
    if (exchange.answerBody() == null) {
      out.println("        gets    " + exchange.status() + " a stream of lines");
    }
  }

  /** Does something whose requests are not worth printing, such as asking again and again. */
  void quietly(Runnable action) {
    quiet = true;
    try {
      action.run();
    } finally {
      quiet = false;
    }
  }

  /**
   * Holds the tour to what it says.
   *
   * @throws TourFailedException when it is not so
   */
  void expect(boolean holds, String what) {
    if (!holds) {
      throw new TourFailedException("Expected, but not so: " + what);
    }
  }

  private void print(String label, @Nullable String body) {
    if (body != null && !body.isBlank()) {
      out.println(label + shortened(body, LONGEST_BODY));
    }
  }

  private static String shortened(String text, int longest) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= longest ? line : line.substring(0, longest) + " ...";
  }
}
