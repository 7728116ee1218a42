package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The FetchXML condition operators that filters may use; see section 8.2 of the facts. */
public enum Operator {
  EQ("eq", Operands.ONE),
  NE("ne", Operands.ONE),
  GT("gt", Operands.ONE),
  GE("ge", Operands.ONE),
  LT("lt", Operands.ONE),
  LE("le", Operands.ONE),
  NULL("null", Operands.NONE),
  NOT_NULL("not-null", Operands.NONE),
  IN("in", Operands.LIST),
  NOT_IN("not-in", Operands.LIST),
  BETWEEN("between", Operands.PAIR),
  NOT_BETWEEN("not-between", Operands.PAIR),
  LIKE("like", Operands.ONE),
  NOT_LIKE("not-like", Operands.ONE),
  CONTAIN_VALUES("contain-values", Operands.LIST),
  NOT_CONTAIN_VALUES("not-contain-values", Operands.LIST),
  UNDER("under", Operands.ONE, Subject.HIERARCHY),
  EQ_OR_UNDER("eq-or-under", Operands.ONE, Subject.HIERARCHY),
  NOT_UNDER("not-under", Operands.ONE, Subject.HIERARCHY),
  ABOVE("above", Operands.ONE, Subject.HIERARCHY),
  EQ_OR_ABOVE("eq-or-above", Operands.ONE, Subject.HIERARCHY),
  BEGINS_WITH("begins-with", Operands.ONE),
  NOT_BEGIN_WITH("not-begin-with", Operands.ONE),
  ENDS_WITH("ends-with", Operands.ONE),
  NOT_END_WITH("not-end-with", Operands.ONE),
  EQ_USERID("eq-userid", Operands.NONE, Subject.CALLER),
  NE_USERID("ne-userid", Operands.NONE, Subject.CALLER),
  EQ_USERTEAMS("eq-userteams", Operands.NONE, Subject.CALLER),
  EQ_USERORUSERTEAMS("eq-useroruserteams", Operands.NONE, Subject.CALLER),
  EQ_USERORUSERHIERARCHY("eq-useroruserhierarchy", Operands.NONE, Subject.CALLER),
  EQ_USERORUSERHIERARCHYANDTEAMS("eq-useroruserhierarchyandteams", Operands.NONE, Subject.CALLER),
  EQ_BUSINESSID("eq-businessid", Operands.NONE, Subject.CALLER),
  NE_BUSINESSID("ne-businessid", Operands.NONE, Subject.CALLER),
  EQ_USERLANGUAGE("eq-userlanguage", Operands.NONE, Subject.CALLER),
  TODAY("today", Operands.NONE, Subject.TIME),
  YESTERDAY("yesterday", Operands.NONE, Subject.TIME),
  TOMORROW("tomorrow", Operands.NONE, Subject.TIME),
  ON("on", Operands.DAY, Subject.TIME),
  NOT_ON("not-on", Operands.DAY, Subject.TIME),
  ON_OR_BEFORE("on-or-before", Operands.DAY, Subject.TIME),
  ON_OR_AFTER("on-or-after", Operands.DAY, Subject.TIME),
  LAST_SEVEN_DAYS("last-seven-days", Operands.NONE, Subject.TIME),
  NEXT_SEVEN_DAYS("next-seven-days", Operands.NONE, Subject.TIME),
  THIS_WEEK("this-week", Operands.NONE, Subject.TIME),
  LAST_WEEK("last-week", Operands.NONE, Subject.TIME),
  NEXT_WEEK("next-week", Operands.NONE, Subject.TIME),
  THIS_MONTH("this-month", Operands.NONE, Subject.TIME),
  LAST_MONTH("last-month", Operands.NONE, Subject.TIME),
  NEXT_MONTH("next-month", Operands.NONE, Subject.TIME),
  THIS_YEAR("this-year", Operands.NONE, Subject.TIME),
  LAST_YEAR("last-year", Operands.NONE, Subject.TIME),
  NEXT_YEAR("next-year", Operands.NONE, Subject.TIME),
  LAST_X_HOURS("last-x-hours", Operands.COUNT, Subject.TIME),
  LAST_X_DAYS("last-x-days", Operands.COUNT, Subject.TIME),
  LAST_X_WEEKS("last-x-weeks", Operands.COUNT, Subject.TIME),
  LAST_X_MONTHS("last-x-months", Operands.COUNT, Subject.TIME),
  LAST_X_YEARS("last-x-years", Operands.COUNT, Subject.TIME),
  NEXT_X_HOURS("next-x-hours", Operands.COUNT, Subject.TIME),
  NEXT_X_DAYS("next-x-days", Operands.COUNT, Subject.TIME),
  NEXT_X_WEEKS("next-x-weeks", Operands.COUNT, Subject.TIME),
  NEXT_X_MONTHS("next-x-months", Operands.COUNT, Subject.TIME),
  NEXT_X_YEARS("next-x-years", Operands.COUNT, Subject.TIME),
  OLDERTHAN_X_MINUTES("olderthan-x-minutes", Operands.COUNT, Subject.TIME),
  OLDERTHAN_X_HOURS("olderthan-x-hours", Operands.COUNT, Subject.TIME),
  OLDERTHAN_X_DAYS("olderthan-x-days", Operands.COUNT, Subject.TIME),
  OLDERTHAN_X_WEEKS("olderthan-x-weeks", Operands.COUNT, Subject.TIME),
  OLDERTHAN_X_MONTHS("olderthan-x-months", Operands.COUNT, Subject.TIME),
  OLDERTHAN_X_YEARS("olderthan-x-years", Operands.COUNT, Subject.TIME),
  THIS_FISCAL_YEAR("this-fiscal-year", Operands.NONE, Subject.TIME),
  LAST_FISCAL_YEAR("last-fiscal-year", Operands.NONE, Subject.TIME),
  NEXT_FISCAL_YEAR("next-fiscal-year", Operands.NONE, Subject.TIME),
  THIS_FISCAL_PERIOD("this-fiscal-period", Operands.NONE, Subject.TIME),
  LAST_FISCAL_PERIOD("last-fiscal-period", Operands.NONE, Subject.TIME),
  NEXT_FISCAL_PERIOD("next-fiscal-period", Operands.NONE, Subject.TIME),
  LAST_X_FISCAL_YEARS("last-x-fiscal-years", Operands.COUNT, Subject.TIME),
  LAST_X_FISCAL_PERIODS("last-x-fiscal-periods", Operands.COUNT, Subject.TIME),
  NEXT_X_FISCAL_YEARS("next-x-fiscal-years", Operands.COUNT, Subject.TIME),
  NEXT_X_FISCAL_PERIODS("next-x-fiscal-periods", Operands.COUNT, Subject.TIME),
  IN_FISCAL_YEAR("in-fiscal-year", Operands.YEAR, Subject.TIME),
  IN_FISCAL_PERIOD("in-fiscal-period", Operands.PERIOD, Subject.TIME),
  IN_FISCAL_PERIOD_AND_YEAR("in-fiscal-period-and-year", Operands.PERIOD_AND_YEAR, Subject.TIME),
  IN_OR_BEFORE_FISCAL_PERIOD_AND_YEAR(
      "in-or-before-fiscal-period-and-year", Operands.PERIOD_AND_YEAR, Subject.TIME),
  IN_OR_AFTER_FISCAL_PERIOD_AND_YEAR(
      "in-or-after-fiscal-period-and-year", Operands.PERIOD_AND_YEAR, Subject.TIME);

  /** What a condition must carry besides attribute and operator. */
  public enum Operands {
    /** Neither {@code value} nor {@code values}. */
    NONE,
    /** A {@code value} of the attribute's type that is not null. */
    ONE,
    /** At least one entry in {@code values}. */
    LIST,
    /** Exactly two entries in {@code values}: the lower and the upper bound, both inclusive. */
    PAIR,
    /** A {@code value} that is a whole number from 1 to {@value Operator#MOST_UNITS}. */
    COUNT,
    /** A {@code value} that is a day, such as 2026-01-31. */
    DAY,
    /** A {@code value} that is a fiscal year: the calendar year in which it begins, 1 to 9999. */
    YEAR,
    /** A {@code value} that is the number of a period in a fiscal year, 1 to 13. */
    PERIOD,
    /** Exactly two entries in {@code values}: a period as above, then a year as above. */
    PERIOD_AND_YEAR
  }

  /** What the outcome depends on besides the record and the condition. */
  public enum Subject {
    /** Nothing. */
    VALUE,
    /** Who asks. */
    CALLER,
    /** The records above and below in the entity's hierarchy. */
    HIERARCHY,
    /** The calendar of who asks, and for most of them the present moment. */
    TIME
  }

  /**
   * As many units as a condition may count: more than a thousand years of days, and few enough that
   * no calendar overflows.
   */
  public static final int MOST_UNITS = 500_000;

  private final String wireName;
  private final Operands operands;
  private final Subject subject;

  Operator(String wireName, Operands operands) {
    this(wireName, operands, Subject.VALUE);
  }

  Operator(String wireName, Operands operands, Subject subject) {
    this.wireName = wireName;
    this.operands = operands;
    this.subject = subject;
  }

  /** The operator's name in filters. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** What a condition with this operator must carry. */
  public Operands operands() {
    return operands;
  }

  /** What the outcome depends on besides the record. */
  public Subject subject() {
    return subject;
  }

  /** Whether the outcome depends on who asks. */
  public boolean dependsOnCaller() {
    return subject == Subject.CALLER;
  }

  /** Whether the outcome depends on the calendar of who asks. */
  public boolean dependsOnTime() {
    return subject == Subject.TIME;
  }

  /** Whether the outcome depends on the records above and below. */
  public boolean dependsOnHierarchy() {
    return subject == Subject.HIERARCHY;
  }

  /** Whether it can compare two attributes of a record. */
  public boolean comparesAttributes() {
    return switch (this) {
      case EQ, NE, GT, GE, LT, LE -> true;
      default -> false;
    };
  }

  /**
   * The operator of this name; {@code neq} is an old name of {@code ne}.
   *
   * @throws IllegalArgumentException when there is none; its message names all
   */
  @JsonCreator
  public static Operator of(String wireName) {
    if (wireName.equals("neq")) {
      return NE;
    }
    for (Operator operator : values()) {
      if (operator.wireName.equals(wireName)) {
        return operator;
      }
    }
    throw new IllegalArgumentException(
        Stream.of(values())
            .map(Operator::wireName)
            .sorted()
            .collect(Collectors.joining(", ", "Expected is one of ", ".")));
  }
}
