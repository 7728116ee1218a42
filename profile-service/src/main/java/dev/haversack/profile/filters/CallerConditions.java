package dev.haversack.profile.filters;

/** Whether a filter may look at who asks. */
public enum CallerConditions {
  /** In profile items: every user has his own dataset. */
  ALLOWED,
  /** In organization filters: they hold for everybody. */
  REFUSED
}
