package dev.haversack.profile.filters;

/** Whether a filter may look at who asks. */
public enum CallerConditions {
  /** In profile items: every user has his own dataset. */
  ALLOWED(""),
  /** In organization filters: they hold for everybody. */
  REFUSED("An organization filter holds for everybody; it cannot use "),
  /**
   * In links that ask that no record is there: each user would need a copy of the whole entity that
   * lacks his own.
   */
  REFUSED_BELOW_NONE(
      "Below the links \"not any\" and \"all\" nothing can depend on the user, such as ");

  private final String refusal;

  CallerConditions(String refusal) {
    this.refusal = refusal;
  }

  /** Why an operator cannot be used; to be completed with its name. */
  String refusal() {
    return refusal;
  }
}
