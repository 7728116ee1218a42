package dev.haversack.quickstart.tour;

import dev.haversack.quickstart.client.SuiteUrls;
import dev.haversack.quickstart.data.Cast;
import dev.haversack.quickstart.data.OrganizationData;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;

/**
 * What the tour needs to know of the running suite; {@code infra/quickstart/run} writes it.
 *
 * @param urls where the suite answers
 * @param organization the organization's id
 * @param organizationName its name
 * @param cast the users who appear
 */
public record SuiteFile(SuiteUrls urls, UUID organization, String organizationName, Cast cast) {

  /** The file's name in the suite's folder. */
  public static final String NAME = "suite.properties";

  /** A suite that holds this organization. */
  public static SuiteFile of(SuiteUrls urls, OrganizationData data) {
    return new SuiteFile(urls, data.id(), data.name(), data.cast());
  }

  /** Writes it to a file. */
  public void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("issuer", urls.issuer().toString());
    properties.setProperty("profile", urls.profile().toString());
    properties.setProperty("dataset", urls.dataset().toString());
    properties.setProperty("replay", urls.replay().toString());
    properties.setProperty("conflict", urls.conflict().toString());
    properties.setProperty("organization", organization.toString());
    properties.setProperty("organizationName", organizationName);
    properties.setProperty("admin", cast.admin());
    properties.setProperty("manager", cast.manager());
    properties.setProperty("agent1", cast.agent1());
    properties.setProperty("agent2", cast.agent2());
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, "The suite that infra/quickstart/run started");
    }
  }

  /**
   * Reads it from a file.
   *
   * @throws TourFailedException when there is none, or it lacks something
   */
  public static SuiteFile read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new TourFailedException(
          "There is no file "
              + file
              + ". Is the suite running? Start it with infra/quickstart/run.");
    }
    return new SuiteFile(
        new SuiteUrls(
            URI.create(value(properties, "issuer", file)),
            URI.create(value(properties, "profile", file)),
            URI.create(value(properties, "dataset", file)),
            URI.create(value(properties, "replay", file)),
            URI.create(value(properties, "conflict", file))),
        UUID.fromString(value(properties, "organization", file)),
        value(properties, "organizationName", file),
        new Cast(
            value(properties, "admin", file),
            value(properties, "manager", file),
            value(properties, "agent1", file),
            value(properties, "agent2", file)));
  }

  private static String value(Properties properties, String key, Path file) {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new TourFailedException(file + " names no " + key + ". Start the suite again.");
    }
    return value;
  }
}
