package dev.haversack.quickstart.suite;

/** The four services. */
public enum ServiceName {
  PROFILE,
  DATASET,
  REPLAY,
  CONFLICT;

  /** The Maven module and the service's own name, for instance {@code profile-service}. */
  public String moduleName() {
    return name().toLowerCase(java.util.Locale.ROOT) + "-service";
  }

  String databaseName() {
    return "haversack_" + name().toLowerCase(java.util.Locale.ROOT);
  }

  int port(Ports ports) {
    return switch (this) {
      case PROFILE -> ports.profile();
      case DATASET -> ports.dataset();
      case REPLAY -> ports.replay();
      case CONFLICT -> ports.conflict();
    };
  }
}
