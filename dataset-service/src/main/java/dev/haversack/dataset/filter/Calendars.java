package dev.haversack.dataset.filter;

import dev.haversack.contract.model.FiscalCalendar;
import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.contract.model.User;
import dev.haversack.contract.model.WeekDay;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.filter.TimeContext.Calendar;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The calendars of users: their time zones, with the organization's weeks and fiscal years. */
public final class Calendars {

  private Calendars() {}

  /** The calendar of a user; that of the organization for somebody unknown. */
  public static Calendar of(OrganizationModel organization, UUID userId) {
    return in(organization.settings(), zoneOf(organization, userId));
  }

  /** The organization's calendar in a time zone. */
  public static Calendar in(OrganizationSettings settings, ZoneId zone) {
    return new Calendar(
        zone,
        Objects.requireNonNullElse(settings.weekStart(), WeekDay.SUNDAY).toJava(),
        Objects.requireNonNullElse(settings.fiscalCalendar(), FiscalCalendar.DEFAULT));
  }

  /** The time zone of a user: his own, or else the organization's. */
  public static ZoneId zoneOf(OrganizationModel organization, UUID userId) {
    String own = organization.directory().user(userId).map(User::timeZone).orElse(null);
    return zone(own == null ? organization.settings().timeZone() : own);
  }

  /** Profile-service knows its zones; a name that this Java does not know yet counts as UTC. */
  private static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
