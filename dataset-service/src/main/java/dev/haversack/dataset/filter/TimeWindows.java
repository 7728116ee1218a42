package dev.haversack.dataset.filter;

import dev.haversack.contract.model.Operator;
import dev.haversack.dataset.filter.TimeContext.Calendar;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The window of an operator on the calendar at one moment: the table in section 8.3 of the facts.
 * Both ends of every window only ever go forward as time passes.
 */
final class TimeWindows {

  private final Calendar calendar;
  private final ZoneId zone;
  private final ZonedDateTime now;
  private final LocalDate today;

  TimeWindows(TimeContext time) {
    this.calendar = time.calendar();
    this.zone = calendar.zone();
    this.now = time.local();
    this.today = time.today();
  }

  /**
   * The window of an operator that has one: all on the calendar but {@code in-fiscal-period}. That
   * of {@code not-on} is what it leaves out.
   *
   * @param numbers the operands that are numbers, in order
   * @param day the operand that is a day; today for operators that take none
   */
  TimeWindow of(Operator operator, List<Integer> numbers, LocalDate day) {
    int n = numbers.isEmpty() ? 0 : numbers.getFirst();
    return switch (operator) {
      case TODAY -> days(today, today.plusDays(1));
      case YESTERDAY -> days(today.minusDays(1), today);
      case TOMORROW -> days(today.plusDays(1), today.plusDays(2));
      case ON, NOT_ON -> days(day, day.plusDays(1));
      case ON_OR_BEFORE -> TimeWindow.days(null, day.plusDays(1), zone);
      case ON_OR_AFTER -> TimeWindow.days(day, null, zone);
      case LAST_SEVEN_DAYS -> untilNow(today.minusDays(7));
      case NEXT_SEVEN_DAYS -> fromNow(today.plusDays(8));
      case THIS_WEEK -> weeks(0);
      case LAST_WEEK -> weeks(-1);
      case NEXT_WEEK -> weeks(1);
      case THIS_MONTH -> months(0);
      case LAST_MONTH -> months(-1);
      case NEXT_MONTH -> months(1);
      case THIS_YEAR -> years(0);
      case LAST_YEAR -> years(-1);
      case NEXT_YEAR -> years(1);
      case LAST_X_HOURS -> new TimeWindow(hour().minusHours(n), now);
      case LAST_X_DAYS -> untilNow(today.minusDays(n));
      case LAST_X_WEEKS -> untilNow(today.minusWeeks(n));
      case LAST_X_MONTHS -> untilNow(today.minusMonths(n));
      case LAST_X_YEARS -> untilNow(today.minusYears(n));
      case NEXT_X_HOURS -> new TimeWindow(now, hour().plusHours(n + 1L));
      case NEXT_X_DAYS -> fromNow(today.plusDays(n + 1L));
      case NEXT_X_WEEKS -> fromNow(today.plusDays(7L * n + 1));
      case NEXT_X_MONTHS -> fromNow(today.plusDays(1).plusMonths(n));
      case NEXT_X_YEARS -> fromNow(today.plusDays(1).plusYears(n));
      case OLDERTHAN_X_MINUTES ->
          new TimeWindow(null, now.truncatedTo(ChronoUnit.MINUTES).minusMinutes(n));
      case OLDERTHAN_X_HOURS -> new TimeWindow(null, hour().minusHours(n));
      case OLDERTHAN_X_DAYS -> before(today.minusDays(n));
      case OLDERTHAN_X_WEEKS -> before(today.minusWeeks(n));
      case OLDERTHAN_X_MONTHS -> before(today.minusMonths(n));
      case OLDERTHAN_X_YEARS -> before(today.minusYears(n));
      case THIS_FISCAL_YEAR -> fiscalYear(fiscalYear());
      case LAST_FISCAL_YEAR -> fiscalYear(fiscalYear() - 1);
      case NEXT_FISCAL_YEAR -> fiscalYear(fiscalYear() + 1);
      case THIS_FISCAL_PERIOD -> fiscalPeriod(fiscalPeriod());
      case LAST_FISCAL_PERIOD -> fiscalPeriod(fiscalPeriod() - 1);
      case NEXT_FISCAL_PERIOD -> fiscalPeriod(fiscalPeriod() + 1);
      case LAST_X_FISCAL_YEARS -> untilNow(calendar.fiscalYear(fiscalYear() - n));
      case NEXT_X_FISCAL_YEARS -> fromNow(calendar.fiscalYear(fiscalYear() + 1 + n));
      case LAST_X_FISCAL_PERIODS -> untilNow(calendar.fiscalPeriod(fiscalPeriod() - n));
      case NEXT_X_FISCAL_PERIODS -> fromNow(calendar.fiscalPeriod(fiscalPeriod() + 1 + n));
      case IN_FISCAL_YEAR -> fiscalYear(n);
      case IN_FISCAL_PERIOD_AND_YEAR,
          IN_OR_BEFORE_FISCAL_PERIOD_AND_YEAR,
          IN_OR_AFTER_FISCAL_PERIOD_AND_YEAR ->
          fiscalPeriodAndYear(operator, numbers);
      default -> throw new IllegalArgumentException("Has no window: " + operator);
    };
  }

  /** Whether one end of an operator's window is the present moment itself. */
  static boolean endsOrBeginsNow(Operator operator) {
    return switch (operator) {
      case LAST_SEVEN_DAYS,
          NEXT_SEVEN_DAYS,
          LAST_X_HOURS,
          LAST_X_DAYS,
          LAST_X_WEEKS,
          LAST_X_MONTHS,
          LAST_X_YEARS,
          NEXT_X_HOURS,
          NEXT_X_DAYS,
          NEXT_X_WEEKS,
          NEXT_X_MONTHS,
          NEXT_X_YEARS,
          LAST_X_FISCAL_YEARS,
          NEXT_X_FISCAL_YEARS,
          LAST_X_FISCAL_PERIODS,
          NEXT_X_FISCAL_PERIODS ->
          true;
      default -> false;
    };
  }

  /** Whether an operator's window stays where it is as time passes. */
  static boolean isFixed(Operator operator) {
    return switch (operator) {
      case ON,
          NOT_ON,
          ON_OR_BEFORE,
          ON_OR_AFTER,
          IN_FISCAL_YEAR,
          IN_FISCAL_PERIOD,
          IN_FISCAL_PERIOD_AND_YEAR,
          IN_OR_BEFORE_FISCAL_PERIOD_AND_YEAR,
          IN_OR_AFTER_FISCAL_PERIOD_AND_YEAR ->
          true;
      default -> false;
    };
  }

  private ZonedDateTime hour() {
    return now.truncatedTo(ChronoUnit.HOURS);
  }

  private int fiscalYear() {
    return calendar.fiscalYearOf(today);
  }

  private long fiscalPeriod() {
    return calendar.fiscalPeriodOf(today);
  }

  /** A year without such a period holds nothing of it, and nothing before or after it. */
  private TimeWindow fiscalPeriodAndYear(Operator operator, List<Integer> periodAndYear) {
    int period = periodAndYear.get(0);
    int periods = calendar.fiscal().template().periods();
    if (period > periods) {
      return days(today, today);
    }
    long index = (long) periodAndYear.get(1) * periods + period - 1;
    return switch (operator) {
      case IN_OR_BEFORE_FISCAL_PERIOD_AND_YEAR ->
          TimeWindow.days(null, calendar.fiscalPeriod(index + 1), zone);
      case IN_OR_AFTER_FISCAL_PERIOD_AND_YEAR ->
          TimeWindow.days(calendar.fiscalPeriod(index), null, zone);
      default -> fiscalPeriod(index);
    };
  }

  private TimeWindow days(LocalDate from, LocalDate to) {
    return TimeWindow.days(from, to, zone);
  }

  private TimeWindow before(LocalDate day) {
    return TimeWindow.days(null, day, zone);
  }

  private TimeWindow untilNow(LocalDate from) {
    return new TimeWindow(from.atStartOfDay(zone), now);
  }

  private TimeWindow fromNow(LocalDate to) {
    return new TimeWindow(now, to.atStartOfDay(zone));
  }

  private TimeWindow weeks(int away) {
    LocalDate first = calendar.weekOf(today).plusWeeks(away);
    return days(first, first.plusWeeks(1));
  }

  private TimeWindow months(int away) {
    LocalDate first = today.withDayOfMonth(1).plusMonths(away);
    return days(first, first.plusMonths(1));
  }

  private TimeWindow years(int away) {
    LocalDate first = today.withDayOfYear(1).plusYears(away);
    return days(first, first.plusYears(1));
  }

  private TimeWindow fiscalYear(int year) {
    return days(calendar.fiscalYear(year), calendar.fiscalYear(year + 1));
  }

  private TimeWindow fiscalPeriod(long index) {
    return days(calendar.fiscalPeriod(index), calendar.fiscalPeriod(index + 1));
  }
}
