package dev.haversack.dataset.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.FiscalCalendar;
import dev.haversack.contract.model.FiscalTemplate;
import dev.haversack.contract.model.Operator;
import dev.haversack.dataset.filter.TimeContext.Calendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of section 8.3 of the facts, and what months, clocks and calendars do to it. */
class TimeWindowsTest {

  private static final FiscalCalendar JULY = new FiscalCalendar(7, 1, FiscalTemplate.QUARTERLY);

  /** Monday, 23 November 2026, 20:34:56 in Zurich. */
  private static final String NOW = "2026-11-23T19:34:56Z";

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "last-x-days, 3, 2026-11-20T00:00, now",
        "last-seven-days, 0, 2026-11-16T00:00, now",
        "last-x-weeks, 2, 2026-11-09T00:00, now",
        "last-x-months, 1, 2026-10-23T00:00, now",
        "last-x-years, 1, 2025-11-23T00:00, now",
        "last-x-hours, 2, 2026-11-23T18:00, now",
        "next-x-days, 3, now, 2026-11-27T00:00",
        "next-seven-days, 0, now, 2026-12-01T00:00",
        "next-x-weeks, 1, now, 2026-12-01T00:00",
        "next-x-months, 1, now, 2026-12-24T00:00",
        "next-x-years, 1, now, 2027-11-24T00:00",
        "next-x-hours, 2, now, 2026-11-23T23:00",
        "olderthan-x-days, 1, -, 2026-11-22T00:00",
        "olderthan-x-weeks, 1, -, 2026-11-16T00:00",
        "olderthan-x-months, 1, -, 2026-10-23T00:00",
        "olderthan-x-years, 1, -, 2025-11-23T00:00",
        "olderthan-x-hours, 1, -, 2026-11-23T19:00",
        "olderthan-x-minutes, 5, -, 2026-11-23T20:29",
        "today, 0, 2026-11-23T00:00, 2026-11-24T00:00",
        "yesterday, 0, 2026-11-22T00:00, 2026-11-23T00:00",
        "tomorrow, 0, 2026-11-24T00:00, 2026-11-25T00:00",
        "this-week, 0, 2026-11-22T00:00, 2026-11-29T00:00",
        "last-week, 0, 2026-11-15T00:00, 2026-11-22T00:00",
        "next-week, 0, 2026-11-29T00:00, 2026-12-06T00:00",
        "this-month, 0, 2026-11-01T00:00, 2026-12-01T00:00",
        "last-month, 0, 2026-10-01T00:00, 2026-11-01T00:00",
        "next-month, 0, 2026-12-01T00:00, 2027-01-01T00:00",
        "this-year, 0, 2026-01-01T00:00, 2027-01-01T00:00",
        "last-year, 0, 2025-01-01T00:00, 2026-01-01T00:00",
        "next-year, 0, 2027-01-01T00:00, 2028-01-01T00:00",
        "on, 0, 2026-02-28T00:00, 2026-03-01T00:00",
        "not-on, 0, 2026-02-28T00:00, 2026-03-01T00:00",
        "on-or-after, 0, 2026-02-28T00:00, -",
        "on-or-before, 0, -, 2026-03-01T00:00",
        "this-fiscal-year, 0, 2026-07-01T00:00, 2027-07-01T00:00",
        "last-fiscal-year, 0, 2025-07-01T00:00, 2026-07-01T00:00",
        "next-fiscal-year, 0, 2027-07-01T00:00, 2028-07-01T00:00",
        "this-fiscal-period, 0, 2026-10-01T00:00, 2027-01-01T00:00",
        "last-fiscal-period, 0, 2026-07-01T00:00, 2026-10-01T00:00",
        "next-fiscal-period, 0, 2027-01-01T00:00, 2027-04-01T00:00",
        "last-x-fiscal-years, 2, 2024-07-01T00:00, now",
        "next-x-fiscal-years, 1, now, 2028-07-01T00:00",
        "last-x-fiscal-periods, 3, 2026-01-01T00:00, now",
        "next-x-fiscal-periods, 3, now, 2027-10-01T00:00",
        "in-fiscal-year, 2024, 2024-07-01T00:00, 2025-07-01T00:00",
        "in-fiscal-period-and-year, 3 2024, 2025-01-01T00:00, 2025-04-01T00:00",
        "in-or-before-fiscal-period-and-year, 4 2024, -, 2025-07-01T00:00",
        "in-or-after-fiscal-period-and-year, 1 2024, 2024-07-01T00:00, -"
      })
  void tableOfTheFacts(
      String operator, String numbers, @Nullable String from, @Nullable String to) {
    TimeContext time = time(NOW, "Europe/Zurich", DayOfWeek.SUNDAY, JULY);

    TimeWindow window = window(time, operator, numbers);

    assertEquals(moment(from, time), window.from());
    assertEquals(moment(to, time), window.to());
  }

  @ParameterizedTest
  @CsvSource({
    // The last day of a month and the leap day.
    "2026-03-31T10:00:00Z, UTC, last-x-months, 1, 2026-02-28T00:00:00Z",
    "2024-02-29T10:00:00Z, UTC, last-x-years, 1, 2023-02-28T00:00:00Z",
    "2024-03-31T10:00:00Z, UTC, olderthan-x-months, 1, 2024-02-29T00:00:00Z",
    // The next day there, still the day before elsewhere.
    "2026-11-23T19:34:56Z, Pacific/Kiritimati, today, 0, 2026-11-24T10:00:00Z",
    "2026-11-23T02:00:00Z, America/New_York, today, 0, 2026-11-23T05:00:00Z",
    // Clocks go forward at midnight: the day begins at one.
    "2026-09-06T12:00:00Z, America/Santiago, today, 0, 2026-09-07T03:00:00Z",
    // The short and the long day.
    "2026-03-29T10:00:00Z, Europe/Zurich, today, 0, 2026-03-29T22:00:00Z",
    "2026-10-25T10:00:00Z, Europe/Zurich, today, 0, 2026-10-25T23:00:00Z",
    // The second of two hours with the same name; hours of zones with half of one.
    "2026-10-25T01:30:00Z, Europe/Zurich, olderthan-x-hours, 1, 2026-10-25T00:00:00Z",
    "2026-11-23T19:34:56Z, Asia/Kathmandu, olderthan-x-hours, 1, 2026-11-23T18:15:00Z",
  })
  void boundariesFollowTheCallersClock(
      Instant now, String zone, String operator, String numbers, Instant edge) {
    TimeContext time = time(now.toString(), zone, DayOfWeek.SUNDAY, JULY);
    boolean begins = operator.startsWith("last");

    TimeWindow window = window(time, operator, numbers);

    assertEquals(edge, begins ? window.fromMoment() : window.toMoment());
  }

  @ParameterizedTest
  @CsvSource({
    "SUNDAY, 2026-11-22",
    "MONDAY, 2026-11-23",
    "TUESDAY, 2026-11-17",
    "SATURDAY, 2026-11-21"
  })
  void weekBeginsAsTheOrganizationSays(DayOfWeek first, LocalDate begin) {
    TimeContext time = time(NOW, "Europe/Zurich", first, JULY);

    assertEquals(begin, window(time, "this-week", "0").fromDay());
  }

  @ParameterizedTest
  @CsvSource({
    "ANNUALLY, 2026-04-06, 2027-04-06",
    "SEMIANNUALLY, 2026-10-06, 2027-04-06",
    "QUARTERLY, 2026-10-06, 2027-01-06",
    "MONTHLY, 2026-11-06, 2026-12-06",
    "FOUR_WEEKS, 2026-11-16, 2026-12-14",
  })
  void periodsFollowTheTemplate(FiscalTemplate template, LocalDate from, LocalDate to) {
    TimeContext time = time(NOW, "UTC", DayOfWeek.SUNDAY, new FiscalCalendar(4, 6, template));

    TimeWindow window = window(time, "this-fiscal-period", "0");

    assertEquals(from, window.fromDay());
    assertEquals(to, window.toDay());
  }

  @Test
  void lastOfThirteenPeriodsGoesOnToTheEndOfTheYear() {
    var weeks = new FiscalCalendar(1, 1, FiscalTemplate.FOUR_WEEKS);
    TimeContext time = time("2024-12-31T12:00:00Z", "UTC", DayOfWeek.SUNDAY, weeks);

    TimeWindow window = window(time, "this-fiscal-period", "0");

    assertEquals(LocalDate.of(2024, 12, 2), window.fromDay());
    assertEquals(LocalDate.of(2025, 1, 1), window.toDay());
  }

  @Test
  void yearHasNoMorePeriodsThanItsTemplate() {
    TimeContext time = time(NOW, "UTC", DayOfWeek.SUNDAY, JULY);

    TimeWindow window = window(time, "in-or-after-fiscal-period-and-year", "5 2026");

    assertEquals(window.fromMoment(), window.toMoment());
  }

  @Test
  void dayOfTodayIsAmongTheLastAndNotAmongTheNext() {
    TimeContext time = time(NOW, "Europe/Zurich", DayOfWeek.SUNDAY, JULY);
    LocalDate today = LocalDate.of(2026, 11, 23);

    assertTrue(today.isBefore(window(time, "last-x-days", "1").toDay()));
    assertTrue(today.isBefore(window(time, "next-x-days", "1").fromDay()));
    assertFalse(today.plusDays(1).isBefore(window(time, "next-x-days", "1").fromDay()));
  }

  @Test
  void windowsBeyondAllRecordsAreCut() {
    TimeContext time = time(NOW, "UTC", DayOfWeek.SUNDAY, JULY);
    String most = Integer.toString(Operator.MOST_UNITS);

    assertEquals(LocalDate.of(1, 1, 1), window(time, "last-x-years", most).fromDay());
    assertEquals("~", TimeCondition.text(window(time, "next-x-years", most).toDay()));
    assertEquals(
        Instant.parse("0001-01-01T00:00:00Z"),
        window(time, "last-x-fiscal-periods", most).fromMoment());
  }

  /** What the slicer relies on: ends only go forward, and never between two steps. */
  @ParameterizedTest
  @EnumSource(value = Operator.class, mode = EnumSource.Mode.MATCH_ANY, names = ".*")
  void endsGoForwardAndOnlyAtSteps(Operator operator) {
    if (!operator.dependsOnTime() || operator == Operator.IN_FISCAL_PERIOD) {
      return;
    }
    for (String zone : List.of("Europe/Zurich", "Australia/Lord_Howe", "America/Santiago")) {
      TimeContext time = time("2026-03-27T10:07:00Z", zone, DayOfWeek.MONDAY, JULY);
      for (int i = 0; i < 2_000; i++) {
        TimeContext next = time.at(time.now().plus(Duration.ofMinutes(11)));
        check(operator, time, next);
        time = next;
      }
    }
  }

  private static void check(Operator operator, TimeContext time, TimeContext next) {
    TimeCondition condition =
        new TimeCondition("a", operator, false, List.of(2, 2026), LocalDate.of(2026, 4, 1));
    TimeWindow before = condition.window(time);
    TimeWindow after = condition.window(next);
    assertFalse(after.fromMoment().isBefore(before.fromMoment()), operator + " at " + time);
    assertFalse(after.toMoment().isBefore(before.toMoment()), operator + " at " + time);
    boolean stepped = condition.nextStep(time).filter(s -> !s.isAfter(next.now())).isPresent();
    boolean fromMoved = moved(before.fromMoment(), after.fromMoment(), time, next);
    boolean toMoved = moved(before.toMoment(), after.toMoment(), time, next);
    assertTrue(stepped || (!fromMoved && !toMoved), operator + " between " + time);
  }

  private static boolean moved(Instant before, Instant after, TimeContext time, TimeContext next) {
    return !before.equals(after) && !(before.equals(time.now()) && after.equals(next.now()));
  }

  private static TimeWindow window(TimeContext time, String operator, String numbers) {
    List<Integer> all = Arrays.stream(numbers.split(" ")).map(Integer::valueOf).toList();
    return new TimeWindows(time).of(Operator.of(operator), all, LocalDate.of(2026, 2, 28));
  }

  private static TimeContext time(
      String now, String zone, DayOfWeek weekStart, FiscalCalendar fiscal) {
    return new TimeContext(Instant.parse(now), new Calendar(ZoneId.of(zone), weekStart, fiscal));
  }

  private static @Nullable ZonedDateTime moment(@Nullable String text, TimeContext time) {
    if (text == null) {
      return null;
    }
    return text.equals("now")
        ? time.local()
        : ZonedDateTime.of(java.time.LocalDateTime.parse(text), time.calendar().zone());
  }
}
