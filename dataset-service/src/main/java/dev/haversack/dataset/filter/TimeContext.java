package dev.haversack.dataset.filter;

import dev.haversack.contract.model.FiscalCalendar;
import dev.haversack.contract.model.FiscalTemplate;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * The moment and the calendar of an evaluation.
 *
 * @param now the present moment, in microseconds as the database keeps them: one for a whole
 *     evaluation
 * @param calendar the calendar
 */
public record TimeContext(Instant now, Calendar calendar) {

  /**
   * How days are counted.
   *
   * @param zone where days begin
   * @param weekStart the first day of the week
   * @param fiscal the fiscal calendar
   */
  public record Calendar(ZoneId zone, DayOfWeek weekStart, FiscalCalendar fiscal) {

    LocalDate weekOf(LocalDate day) {
      return day.with(TemporalAdjusters.previousOrSame(weekStart));
    }

    /** The first day of a fiscal year, which is named after the calendar year it begins in. */
    LocalDate fiscalYear(int year) {
      return LocalDate.of(year, fiscal.startMonth(), fiscal.startDay());
    }

    /** The fiscal year that a day is in. */
    int fiscalYearOf(LocalDate day) {
      return day.isBefore(fiscalYear(day.getYear())) ? day.getYear() - 1 : day.getYear();
    }

    /**
     * The first day of a fiscal period.
     *
     * @param index counts the periods of all years: year × periods of a year + period − 1
     */
    LocalDate fiscalPeriod(long index) {
      int periods = fiscal.template().periods();
      LocalDate year = fiscalYear((int) Math.floorDiv(index, (long) periods));
      int period = (int) Math.floorMod(index, (long) periods);
      return fiscal.template() == FiscalTemplate.FOUR_WEEKS
          ? year.plusDays(28L * period)
          : year.plusMonths(12L / periods * period);
    }

    /** The index of the fiscal period that a day is in. */
    long fiscalPeriodOf(LocalDate day) {
      int periods = fiscal.template().periods();
      long index = (long) fiscalYearOf(day) * periods + periods - 1;
      while (day.isBefore(fiscalPeriod(index))) {
        index--;
      }
      return index;
    }
  }

  /** Cuts what the database does not keep. */
  public TimeContext {
    now = now.truncatedTo(ChronoUnit.MICROS);
  }

  /** The same calendar at another moment. */
  public TimeContext at(Instant other) {
    return new TimeContext(other, calendar);
  }

  ZonedDateTime local() {
    return now.atZone(calendar.zone());
  }

  LocalDate today() {
    return local().toLocalDate();
  }
}
