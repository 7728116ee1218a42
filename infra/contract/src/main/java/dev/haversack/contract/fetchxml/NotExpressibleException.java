package dev.haversack.contract.fetchxml;

/** A filter cannot be written as FetchXML. */
public final class NotExpressibleException extends RuntimeException {

  private final String place;

  NotExpressibleException(String place, String message) {
    super(message);
    this.place = place;
  }

  /** The part's place in the tree, for instance {@code .and[0]}; empty for the whole. */
  public String place() {
    return place;
  }
}
