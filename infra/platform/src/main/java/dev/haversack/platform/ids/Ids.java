package dev.haversack.platform.ids;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Makes ids; injected so that tests can foresee them. */
@ApplicationScoped
public class Ids {

  /** An id that nobody else has. */
  public UUID next() {
    return UUID.randomUUID();
  }
}
