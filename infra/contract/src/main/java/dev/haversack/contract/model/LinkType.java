package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** How many of the linked records have to be there: those of FetchXML that filters may use. */
public enum LinkType {
  /** At least one that counts. */
  ANY("any"),
  /** None that counts. */
  NOT_ANY("not any"),
  /** At least one, and none that counts: so Dynamics 365 reads it. */
  ALL("all"),
  /** At least one that counts: so Dynamics 365 reads it. */
  NOT_ALL("not all"),
  /** At least one that counts. */
  EXISTS("exists");

  private final String wireName;

  LinkType(String wireName) {
    this.wireName = wireName;
  }

  /** Its name in filters. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** Whether it holds exactly where there is a linked record that counts. */
  public boolean asksForOne() {
    return switch (this) {
      case ANY, NOT_ALL, EXISTS -> true;
      case NOT_ANY, ALL -> false;
    };
  }

  /**
   * The type of this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static LinkType of(String wireName) {
    for (LinkType type : values()) {
      if (type.wireName.equals(wireName)) {
        return type;
      }
    }
    throw new IllegalArgumentException("Unknown type of link " + wireName);
  }
}
