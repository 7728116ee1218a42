package dev.haversack.platform.identity;

/** The roles a token can carry. Every operation names those that may call it. */
public final class Roles {

  /** May configure the organization. */
  public static final String ADMIN = "offline-admin";

  /** May use records, datasets, uploads and his own sync errors. */
  public static final String USER = "offline-user";

  /** A service of the suite. */
  public static final String SERVICE = "offline-service";

  private Roles() {}
}
