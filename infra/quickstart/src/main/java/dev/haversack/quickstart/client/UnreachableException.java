package dev.haversack.quickstart.client;

import java.net.URI;

/** A call got no answer, or only a part of one: whether it took effect is not known. */
public final class UnreachableException extends RuntimeException {

  UnreachableException(String method, URI uri, Exception cause) {
    super(method + " " + uri + " got no whole answer: " + cause, cause);
  }
}
