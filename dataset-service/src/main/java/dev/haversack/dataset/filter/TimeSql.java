package dev.haversack.dataset.filter;

import dev.haversack.contract.model.FiscalCalendar;
import dev.haversack.contract.model.FiscalTemplate;
import dev.haversack.contract.model.Operator;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Conditions on the calendar in SQL. */
final class TimeSql {

  private static final String LOCAL_TIME =
      "(CASE WHEN pg_input_is_valid(r.attributes->>?::text, 'timestamptz') THEN (r.attributes->>?::text)::timestamptz AT TIME ZONE ?::text END)";
  private static final String LOCAL_DAY =
      "(CASE WHEN pg_input_is_valid(r.attributes->>?::text, 'date') THEN (r.attributes->>?::text)::timestamp END)";

  /** The fiscal year that a moment is in began in its calendar year or in the one before. */
  private static final String IN_PERIOD_OF_EVERY_YEAR =
      """
      EXISTS (
        SELECT FROM (SELECT %s AS at) v
        CROSS JOIN LATERAL (
          SELECT date_trunc('year', v.at) - make_interval(years => back) + ?::text::interval AS begins
          FROM generate_series(0, 1) back) y
        WHERE v.at >= y.begins + ?::text::interval AND v.at < y.begins + ?::text::interval)\
      """;

  private TimeSql() {}

  static SqlFragment of(TimeCondition condition, TimeContext time) {
    if (condition.isOfEveryYear()) {
      return periodOfEveryYear(condition, time);
    }
    TimeWindow window = condition.window(time);
    Object from =
        condition.isDay() ? TimeCondition.text(window.fromDay()) : utc(window.fromMoment());
    Object to = condition.isDay() ? TimeCondition.text(window.toDay()) : utc(window.toMoment());
    ValueKind kind = condition.isDay() ? ValueKind.DAY : ValueKind.MOMENT;
    boolean outside = condition.operator() == Operator.NOT_ON;
    List<Object> parameters = new ArrayList<>();
    parameters.addAll(Collections.nCopies(kind.names(), condition.attribute()));
    parameters.add(from);
    parameters.addAll(Collections.nCopies(kind.names(), condition.attribute()));
    parameters.add(to);
    String template = outside ? "(%s < ? OR %s >= ?)" : "(%s >= ? AND %s < ?)";
    return new SqlFragment(template.formatted(kind.expression(), kind.expression()), parameters);
  }

  private static SqlFragment periodOfEveryYear(TimeCondition condition, TimeContext time) {
    FiscalCalendar fiscal = time.calendar().fiscal();
    FiscalTemplate template = fiscal.template();
    int period = condition.numbers().getFirst() - 1;
    if (period >= template.periods()) {
      return new SqlFragment("FALSE", List.of());
    }
    List<Object> parameters =
        new ArrayList<>(List.of(condition.attribute(), condition.attribute()));
    if (!condition.isDay()) {
      parameters.add(time.calendar().zone().getId());
    }
    parameters.add("%d months %d days".formatted(fiscal.startMonth() - 1, fiscal.startDay() - 1));
    parameters.add(length(template, period));
    parameters.add(length(template, period + 1));
    return new SqlFragment(
        IN_PERIOD_OF_EVERY_YEAR.formatted(condition.isDay() ? LOCAL_DAY : LOCAL_TIME), parameters);
  }

  /** How long so many periods from the beginning of a year take; all together take the year. */
  private static String length(FiscalTemplate template, int periods) {
    if (periods == template.periods()) {
      return "12 months";
    }
    return template == FiscalTemplate.FOUR_WEEKS
        ? 28 * periods + " days"
        : 12 / template.periods() * periods + " months";
  }

  private static Object utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
