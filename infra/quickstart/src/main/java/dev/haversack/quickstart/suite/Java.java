package dev.haversack.quickstart.suite;

import java.nio.file.Path;

/** The Java that runs us. */
final class Java {

  private Java() {}

  static String executable() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
