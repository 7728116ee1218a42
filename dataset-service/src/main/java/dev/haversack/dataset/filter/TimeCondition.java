package dev.haversack.dataset.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Operator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the calendar whose attribute is a day or a time and whose operands fit.
 *
 * @param attribute the attribute
 * @param operator the operator
 * @param isDay whether the attribute holds days; times otherwise
 * @param numbers the operands that are numbers
 * @param day the operand that is a day
 */
public record TimeCondition(
    String attribute,
    Operator operator,
    boolean isDay,
    List<Integer> numbers,
    @Nullable LocalDate day) {

  private static final int QUARTER = 15;
  private static final int LAST_YEAR = 9999;

  /**
   * Checks a condition against its attribute.
   *
   * @throws InvalidFilterException when it cannot be used
   */
  public static TimeCondition of(AttributeTypes types, Condition condition) {
    AttributeType type = types.typeOf(condition.attribute());
    boolean isDay = type == AttributeType.DATE;
    if (!isDay && type != AttributeType.DATETIME) {
      throw Operands.invalid(condition, "it compares days and times only");
    }
    if (isDay && countsHours(condition.operator())) {
      throw Operands.invalid(condition, "a day has no hours");
    }
    List<Integer> numbers =
        switch (condition.operator().operands()) {
          case COUNT -> List.of(number(condition, condition.value(), Operator.MOST_UNITS));
          case YEAR, PERIOD -> List.of(number(condition, condition.value(), LAST_YEAR));
          case PERIOD_AND_YEAR -> many(condition);
          case NONE, DAY, ONE, LIST, PAIR -> List.of();
        };
    return new TimeCondition(
        condition.attribute(), condition.operator(), isDay, numbers, day(condition));
  }

  /** Whether it is {@code in-fiscal-period}, which is true in every year, and so has no window. */
  boolean isOfEveryYear() {
    return operator == Operator.IN_FISCAL_PERIOD;
  }

  /** Its window at a moment. */
  public TimeWindow window(TimeContext time) {
    return new TimeWindows(time).of(operator, numbers, day == null ? time.today() : day);
  }

  /** Whether its window moves as time passes. */
  public boolean moves() {
    return !TimeWindows.isFixed(operator);
  }

  /** Whether it may hold for another value as soon as the present moment has passed that value. */
  public boolean movesWithEveryMoment() {
    return !isDay && TimeWindows.endsOrBeginsNow(operator);
  }

  /**
   * The next moment at which an end of its window may move, other than by being the present moment
   * itself. Offsets of time zones are whole quarters of an hour, so that an hour begins at one.
   */
  public Optional<Instant> nextStep(TimeContext time) {
    Instant now = time.now();
    if (!moves()) {
      return Optional.empty();
    }
    if (operator == Operator.OLDERTHAN_X_MINUTES) {
      return Optional.of(now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES));
    }
    if (countsHours(operator)) {
      Instant hour = now.truncatedTo(ChronoUnit.HOURS);
      long quarters = ChronoUnit.MINUTES.between(hour, now) / QUARTER + 1;
      return Optional.of(hour.plus(quarters * QUARTER, ChronoUnit.MINUTES));
    }
    var zone = time.calendar().zone();
    Instant afterMidnight = time.today().atStartOfDay(zone).toInstant().plus(1, ChronoUnit.MICROS);
    return Optional.of(
        isDay && now.isBefore(afterMidnight)
            ? afterMidnight
            : time.today().plusDays(1).atStartOfDay(zone).toInstant());
  }

  /** Whether a value, as {@link ValueKind} keeps it, is one that the condition takes. */
  boolean takes(Object value, TimeContext time) {
    if (isOfEveryYear()) {
      LocalDate at =
          isDay
              ? LocalDate.parse((String) value)
              : ((OffsetDateTime) value).atZoneSameInstant(time.calendar().zone()).toLocalDate();
      int periods = time.calendar().fiscal().template().periods();
      return Math.floorMod(time.calendar().fiscalPeriodOf(at), (long) periods) + 1
          == numbers.getFirst();
    }
    TimeWindow window = window(time);
    boolean inside =
        isDay
            ? text(window.fromDay()).compareTo((String) value) <= 0
                && text(window.toDay()).compareTo((String) value) > 0
            : !((OffsetDateTime) value).toInstant().isBefore(window.fromMoment())
                && ((OffsetDateTime) value).toInstant().isBefore(window.toMoment());
    return inside != (operator == Operator.NOT_ON);
  }

  /** Days are compared as texts; what comes after year 9999 has to be greater than all of them. */
  static String text(LocalDate day) {
    return day.getYear() > LAST_YEAR ? "~" : day.toString();
  }

  private static boolean countsHours(Operator operator) {
    return switch (operator) {
      case LAST_X_HOURS, NEXT_X_HOURS, OLDERTHAN_X_HOURS, OLDERTHAN_X_MINUTES -> true;
      default -> false;
    };
  }

  private static List<Integer> many(Condition condition) {
    List<JsonNode> values = condition.values();
    if (values == null || values.size() != 2) {
      throw Operands.invalid(condition, "it takes a period and a year");
    }
    return values.stream().map(value -> number(condition, value, LAST_YEAR)).toList();
  }

  private static int number(Condition condition, @Nullable JsonNode node, int most) {
    String text = node == null || !node.isValueNode() ? "" : node.asText();
    if (!text.matches("[0-9]{1,6}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > most) {
      throw Operands.invalid(condition, "it takes a whole number from 1 to " + most);
    }
    return Integer.parseInt(text);
  }

  private static @Nullable LocalDate day(Condition condition) {
    if (condition.operator().operands() != Operator.Operands.DAY) {
      return null;
    }
    JsonNode node = condition.value();
    Object day = node == null ? null : ValueKind.DAY.operand(node);
    if (day == null) {
      throw Operands.invalid(condition, "it takes a day");
    }
    return LocalDate.parse((String) day);
  }
}
