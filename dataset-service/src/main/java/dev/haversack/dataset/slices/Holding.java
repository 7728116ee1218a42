package dev.haversack.dataset.slices;

/** Why a user has a record whatever the filters say. */
public enum Holding {
  /** He follows it. */
  FOLLOWED("record_follow"),
  /** Actions of his on it are not settled yet. */
  PINNED("record_pin");

  private final String table;

  Holding(String table) {
    this.table = table;
  }

  /** The table that says who has which record for that reason. */
  public String table() {
    return table;
  }
}
