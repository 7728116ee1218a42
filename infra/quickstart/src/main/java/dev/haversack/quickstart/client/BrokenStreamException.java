package dev.haversack.quickstart.client;

/**
 * A snapshot or delta is not what its own last line says, or has no last line. The device keeps
 * what it had; asking again is safe.
 */
public final class BrokenStreamException extends RuntimeException {

  BrokenStreamException(String message) {
    super(message);
  }
}
