package dev.haversack.platform.http;

/** Calls whose bodies have a limit of their own; a bean for each such group of calls. */
public interface BodyAllowance {

  /**
   * Whether the call is one of them.
   *
   * @param path the path of the call, with a leading slash
   */
  boolean covers(String path);

  /** How many bytes a body of theirs may have. */
  long bytes();
}
