package dev.haversack.dataset.filter;

import dev.haversack.dataset.configuration.OrganizationModel;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a filter is evaluated for.
 *
 * @param caller who asks; null where nobody does, and conditions on the caller cannot be used
 * @param time the present moment and the calendar; null where conditions on them cannot be used
 */
public record Evaluation(@Nullable CallerContext caller, @Nullable TimeContext time) {

  /** The record alone counts. */
  public static final Evaluation OF_RECORD = new Evaluation(null, null);

  /** For a user of an organization. */
  public static Evaluation of(OrganizationModel organization, UUID userId, Instant now) {
    return new Evaluation(
        CallerContext.of(organization, userId),
        new TimeContext(now, Calendars.of(organization, userId)));
  }

  CallerContext caller(String attribute) {
    if (caller == null) {
      throw new InvalidFilterException(attribute, "Nobody asks who could be " + attribute + ".");
    }
    return caller;
  }

  TimeContext time(String attribute) {
    if (time == null) {
      throw new InvalidFilterException(attribute, "There is no calendar for " + attribute + ".");
    }
    return time;
  }
}
