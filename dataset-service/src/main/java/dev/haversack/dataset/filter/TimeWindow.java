package dev.haversack.dataset.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A span of time, half open.
 *
 * @param from the first moment in it; null for no beginning
 * @param to the first moment after it; null for no end
 */
public record TimeWindow(@Nullable ZonedDateTime from, @Nullable ZonedDateTime to) {

  /** Records hold years of four digits, and the database cannot hold all years of Java. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
  private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
  private static final LocalDate END_DAY = LocalDate.of(10000, 1, 1);

  static TimeWindow days(@Nullable LocalDate from, @Nullable LocalDate to, ZoneId zone) {
    return new TimeWindow(
        from == null ? null : from.atStartOfDay(zone), to == null ? null : to.atStartOfDay(zone));
  }

  /** The first moment that is in it, within what records can hold. */
  public Instant fromMoment() {
    return from == null ? FIRST : within(from.toInstant());
  }

  /** The first moment after it, within what records can hold. */
  public Instant toMoment() {
    return to == null ? END : within(to.toInstant());
  }

  /**
   * The first day in it. A day without a time counts as its midnight: it is in the window if that
   * is.
   */
  public LocalDate fromDay() {
    return from == null ? FIRST_DAY : within(dayAtOrAfter(from));
  }

  /** The first day after it. */
  public LocalDate toDay() {
    return to == null ? END_DAY : within(dayAtOrAfter(to));
  }

  /** Where clocks skip midnight, the first moment of a day is that day's midnight. */
  private static LocalDate dayAtOrAfter(ZonedDateTime moment) {
    LocalDate day = moment.toLocalDate();
    boolean begins =
        moment.toLocalTime().equals(LocalTime.MIDNIGHT)
            || moment.toInstant().equals(day.atStartOfDay(moment.getZone()).toInstant());
    return begins ? day : day.plusDays(1);
  }

  private static Instant within(Instant moment) {
    return moment.isBefore(FIRST) ? FIRST : moment.isAfter(END) ? END : moment;
  }

  private static LocalDate within(LocalDate day) {
    return day.isBefore(FIRST_DAY) ? FIRST_DAY : day.isAfter(END_DAY) ? END_DAY : day;
  }
}
