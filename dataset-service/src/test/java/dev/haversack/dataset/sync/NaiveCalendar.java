package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.FiscalCalendar;
import dev.haversack.contract.model.FiscalTemplate;
import dev.haversack.contract.model.User;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What conditions on the calendar say where the user is: the table of section 8.3 of the facts,
 * line by line.
 */
final class NaiveCalendar {

  /** A fiscal year before and after those that anybody looks at. */
  private static final int YEARS = 12;

  private final FiscalCalendar fiscal;
  private final DayOfWeek weekStart;
  private final ZoneId zone;
  private final Instant now;
  private final LocalDate today;
  private final Instant hour;

  NaiveCalendar(World world, User user) {
    this.fiscal = world.fiscal;
    this.weekStart = world.weekStart.toJava();
    this.zone = ZoneId.of(Objects.requireNonNullElse(user.timeZone(), world.timeZone));
    this.now = world.now;
    ZonedDateTime there = now.atZone(zone);
    this.today = there.toLocalDate();
    this.hour = there.truncatedTo(ChronoUnit.HOURS).toInstant();
  }

  /** From when, and until before when; null for always. */
  private record Window(@Nullable Instant from, @Nullable Instant to) {

    boolean holds(Instant moment) {
      return (from == null || !moment.isBefore(from)) && (to == null || moment.isBefore(to));
    }
  }

  boolean holds(Condition condition, String value) {
    Instant moment = value.length() == 10 ? start(LocalDate.parse(value)) : Instant.parse(value);
    return switch (condition.operator()) {
      case NOT_ON -> !on(day(condition)).holds(moment);
      case IN_FISCAL_PERIOD -> periodOf(moment) == number(condition.value());
      case IN_FISCAL_PERIOD_AND_YEAR,
          IN_OR_BEFORE_FISCAL_PERIOD_AND_YEAR,
          IN_OR_AFTER_FISCAL_PERIOD_AND_YEAR ->
          hasSuchAPeriod(condition) && window(condition).holds(moment);
      default -> window(condition).holds(moment);
    };
  }

  /** What names a period that no year has holds nothing, and nothing before or after it. */
  private boolean hasSuchAPeriod(Condition condition) {
    return number(Objects.requireNonNull(condition.values()).get(0)) <= fiscal.template().periods();
  }

  private Window window(Condition condition) {
    int n = condition.value() == null ? 0 : condition.value().asInt();
    return switch (condition.operator()) {
      case TODAY -> on(today);
      case YESTERDAY -> on(today.minusDays(1));
      case TOMORROW -> on(today.plusDays(1));
      case ON -> on(day(condition));
      case ON_OR_BEFORE -> new Window(null, start(day(condition).plusDays(1)));
      case ON_OR_AFTER -> new Window(start(day(condition)), null);
      case LAST_SEVEN_DAYS -> since(today.minusDays(7));
      case LAST_X_DAYS -> since(today.minusDays(n));
      case LAST_X_WEEKS -> since(today.minusDays(7L * n));
      case LAST_X_MONTHS -> since(today.minusMonths(n));
      case LAST_X_YEARS -> since(today.minusYears(n));
      case NEXT_SEVEN_DAYS -> until(today.plusDays(8));
      case NEXT_X_DAYS -> until(today.plusDays(n + 1L));
      case NEXT_X_WEEKS -> until(today.plusDays(7L * n + 1));
      case NEXT_X_MONTHS -> until(today.plusDays(1).plusMonths(n));
      case NEXT_X_YEARS -> until(today.plusDays(1).plusYears(n));
      case LAST_X_HOURS -> new Window(hour.minus(n, ChronoUnit.HOURS), now);
      case NEXT_X_HOURS -> new Window(now, hour.plus(n + 1L, ChronoUnit.HOURS));
      case OLDERTHAN_X_MINUTES ->
          new Window(null, now.truncatedTo(ChronoUnit.MINUTES).minus(n, ChronoUnit.MINUTES));
      case OLDERTHAN_X_HOURS -> new Window(null, hour.minus(n, ChronoUnit.HOURS));
      case OLDERTHAN_X_DAYS -> before(today.minusDays(n));
      case OLDERTHAN_X_WEEKS -> before(today.minusDays(7L * n));
      case OLDERTHAN_X_MONTHS -> before(today.minusMonths(n));
      case OLDERTHAN_X_YEARS -> before(today.minusYears(n));
      case THIS_WEEK -> week(0);
      case LAST_WEEK -> week(-1);
      case NEXT_WEEK -> week(1);
      case THIS_MONTH -> month(0);
      case LAST_MONTH -> month(-1);
      case NEXT_MONTH -> month(1);
      case THIS_YEAR -> year(0);
      case LAST_YEAR -> year(-1);
      case NEXT_YEAR -> year(1);
      default -> fiscalWindow(condition, n);
    };
  }

  private Window fiscalWindow(Condition condition, int n) {
    List<LocalDate> years = fiscalYears();
    List<LocalDate> periods = fiscalPeriods();
    int year = indexOf(years, today);
    int period = indexOf(periods, today);
    return switch (condition.operator()) {
      case THIS_FISCAL_YEAR -> between(years, year, year + 1);
      case LAST_FISCAL_YEAR -> between(years, year - 1, year);
      case NEXT_FISCAL_YEAR -> between(years, year + 1, year + 2);
      case THIS_FISCAL_PERIOD -> between(periods, period, period + 1);
      case LAST_FISCAL_PERIOD -> between(periods, period - 1, period);
      case NEXT_FISCAL_PERIOD -> between(periods, period + 1, period + 2);
      case LAST_X_FISCAL_YEARS -> since(years.get(year - n));
      case LAST_X_FISCAL_PERIODS -> since(periods.get(period - n));
      case NEXT_X_FISCAL_YEARS -> until(years.get(year + 1 + n));
      case NEXT_X_FISCAL_PERIODS -> until(periods.get(period + 1 + n));
      case IN_FISCAL_YEAR -> new Window(start(fiscalYear(n)), start(fiscalYear(n + 1)));
      case IN_FISCAL_PERIOD_AND_YEAR -> {
        int named = named(periods, condition);
        yield between(periods, named, named + 1);
      }
      case IN_OR_BEFORE_FISCAL_PERIOD_AND_YEAR ->
          new Window(null, start(periods.get(named(periods, condition) + 1)));
      case IN_OR_AFTER_FISCAL_PERIOD_AND_YEAR ->
          new Window(start(periods.get(named(periods, condition))), null);
      default -> throw new IllegalArgumentException("The oracle does not know " + condition);
    };
  }

  /** Which of the periods a condition names: the period first, then the year. */
  private int named(List<LocalDate> periods, Condition condition) {
    List<JsonNode> values = Objects.requireNonNull(condition.values());
    return periods.indexOf(fiscalYear(number(values.get(1)))) + number(values.get(0)) - 1;
  }

  private int periodOf(Instant moment) {
    List<LocalDate> periods = fiscalPeriods();
    int period = indexOf(periods, moment.atZone(zone).toLocalDate());
    return Math.floorMod(period, fiscal.template().periods()) + 1;
  }

  private LocalDate fiscalYear(int year) {
    return LocalDate.of(year, fiscal.startMonth(), fiscal.startDay());
  }

  private List<LocalDate> fiscalYears() {
    List<LocalDate> starts = new ArrayList<>();
    for (int year = today.getYear() - YEARS; year <= today.getYear() + YEARS; year++) {
      starts.add(fiscalYear(year));
    }
    return starts;
  }

  private List<LocalDate> fiscalPeriods() {
    FiscalTemplate template = fiscal.template();
    List<LocalDate> starts = new ArrayList<>();
    for (LocalDate year : fiscalYears()) {
      for (int i = 0; i < template.periods(); i++) {
        starts.add(
            template == FiscalTemplate.FOUR_WEEKS
                ? year.plusDays(28L * i)
                : year.plusMonths(12L / template.periods() * i));
      }
    }
    return starts;
  }

  /** The last that begins on the day or before it. */
  private static int indexOf(List<LocalDate> starts, LocalDate day) {
    int index = -1;
    for (LocalDate start : starts) {
      index += start.isAfter(day) ? 0 : 1;
    }
    return index;
  }

  private Window between(List<LocalDate> starts, int from, int to) {
    return new Window(start(starts.get(from)), start(starts.get(to)));
  }

  private Window week(int n) {
    LocalDate first = today.with(TemporalAdjusters.previousOrSame(weekStart)).plusWeeks(n);
    return new Window(start(first), start(first.plusWeeks(1)));
  }

  private Window month(int n) {
    LocalDate first = today.withDayOfMonth(1).plusMonths(n);
    return new Window(start(first), start(first.plusMonths(1)));
  }

  private Window year(int n) {
    LocalDate first = today.withDayOfYear(1).plusYears(n);
    return new Window(start(first), start(first.plusYears(1)));
  }

  private Window on(LocalDate day) {
    return new Window(start(day), start(day.plusDays(1)));
  }

  private Window since(LocalDate day) {
    return new Window(start(day), now);
  }

  private Window until(LocalDate day) {
    return new Window(now, start(day));
  }

  private Window before(LocalDate day) {
    return new Window(null, start(day));
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  private static LocalDate day(Condition condition) {
    return LocalDate.parse(condition.value().asText());
  }

  private static int number(JsonNode value) {
    return value.asInt();
  }
}
