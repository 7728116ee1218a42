package dev.haversack.profile.organization;

import dev.haversack.contract.model.FiscalCalendar;
import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.time.Month;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The rules that calendars and time zones keep. */
public final class CalendarRules {

  private CalendarRules() {}

  /** A time zone has to be one that Java knows by an IANA name; none is fine. */
  public static void timeZone(@Nullable String timeZone, String field, Findings findings) {
    if (timeZone != null
        && (!ZoneId.getAvailableZoneIds().contains(timeZone) || timeZone.startsWith("SystemV/"))) {
      findings.error(
          field,
          FindingCode.UNKNOWN_TIME_ZONE,
          "\"%s\" is no time zone; give an IANA name such as \"Europe/Zurich\"."
              .formatted(timeZone));
    }
  }

  /** The calendar of an organization. */
  static void settings(OrganizationSettings settings, String field, Findings findings) {
    timeZone(settings.timeZone(), field + ".timeZone", findings);
    FiscalCalendar fiscal = settings.fiscalCalendar();
    if (fiscal != null && fiscal.startDay() > Month.of(fiscal.startMonth()).minLength()) {
      findings.error(
          field + ".fiscalCalendar.startDay",
          FindingCode.NO_SUCH_DAY,
          "The month does not have day %d in every year.".formatted(fiscal.startDay()));
    }
  }
}
