package dev.haversack.quickstart.client;

import java.net.URI;

/**
 * Where the suite answers.
 *
 * @param issuer of tokens; its token endpoint is {@code /token} below it
 * @param profile profile-service
 * @param dataset dataset-service
 * @param replay replay-service
 * @param conflict conflict-service
 */
public record SuiteUrls(URI issuer, URI profile, URI dataset, URI replay, URI conflict) {

  /**
   * The whole URL of a path of the contract: the first part of a path names the service that
   * answers.
   *
   * @throws IllegalArgumentException when no service has such paths
   */
  public URI of(String path) {
    return URI.create(stripped(service(path)) + path);
  }

  /** The issuer's token endpoint. */
  public URI token() {
    return URI.create(stripped(issuer) + "/token");
  }

  private URI service(String path) {
    String[] parts = path.split("/", 3);
    return switch (parts.length > 1 ? parts[1] : "") {
      case "profile" -> profile;
      case "dataset" -> dataset;
      case "replay" -> replay;
      case "conflict" -> conflict;
      default -> throw new IllegalArgumentException("No service answers " + path);
    };
  }

  private static String stripped(URI base) {
    String text = base.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
