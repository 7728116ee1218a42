package dev.haversack.dataset.filter;

/** A filter cannot be used on this entity; the message says which condition and why. */
public final class InvalidFilterException extends RuntimeException {

  private final String attribute;

  /**
   * A fault.
   *
   * @param attribute the attribute that it is about
   */
  public InvalidFilterException(String attribute, String message) {
    super(message);
    this.attribute = attribute;
  }

  /** The attribute of the condition that cannot be used. */
  public String attribute() {
    return attribute;
  }
}
