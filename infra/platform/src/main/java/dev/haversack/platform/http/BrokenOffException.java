package dev.haversack.platform.http;

import java.io.IOException;

/** An answer could not be written to its end. */
public final class BrokenOffException extends IOException {

  /** For a cause. */
  public BrokenOffException(Throwable cause) {
    super(cause);
  }
}
