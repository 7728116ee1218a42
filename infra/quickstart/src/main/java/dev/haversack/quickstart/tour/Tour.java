package dev.haversack.quickstart.tour;

import dev.haversack.quickstart.client.BrokenStreamException;
import dev.haversack.quickstart.client.ProblemAnswerException;
import dev.haversack.quickstart.client.UnreachableException;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Walks through the main job against the running suite, as often as you like. Ends with 1 when
 * something is not as it says.
 */
public final class Tour {

  private Tour() {}

  /**
   * Runs the tour.
   *
   * @param arguments the file that {@code infra/quickstart/run} wrote
   */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println(
          "Usage: Tour FILE, with the suite.properties that infra/quickstart/run wrote");
      System.exit(2);
    }
    try {
      run(SuiteFile.read(Path.of(arguments[0])), System.out);
    } catch (TourFailedException
        | ProblemAnswerException
        | UnreachableException
        | BrokenStreamException
        | IllegalStateException e) {
      System.err.println();
      System.err.println("The tour failed. " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Runs the tour against a suite.
   *
   * @param out where it is told
   */
  public static void run(SuiteFile suite, PrintStream out) {
    Narrator narrator = new Narrator(out);
    Stage stage = new Stage(suite, narrator);
    narrator.says(
        "The main job of Haversack, in the organization \"" + suite.organizationName() + "\".");
    narrator.says(
        "In brackets: who makes the request. Each is answered by the service that its path begins with.");
    new PublishChapter(stage).tell();
    new DownloadChapter(stage).tell();
    OfflineChapter offline = new OfflineChapter(stage);
    offline.tell();
    new ReplayChapter(stage, offline).tell();
    new ConflictChapter(stage, offline).tell();
    new LeavingChapter(stage, offline).tell();
    narrator.says("");
    narrator.says("The tour is over; everything was as expected.");
  }
}
