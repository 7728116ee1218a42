package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

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
  BEGINS_WITH("begins-with", Operands.ONE),
  NOT_BEGIN_WITH("not-begin-with", Operands.ONE),
  ENDS_WITH("ends-with", Operands.ONE),
  NOT_END_WITH("not-end-with", Operands.ONE),
  EQ_USERID("eq-userid", Operands.NONE),
  EQ_USERTEAMS("eq-userteams", Operands.NONE),
  EQ_USERORUSERTEAMS("eq-useroruserteams", Operands.NONE),
  EQ_BUSINESSID("eq-businessid", Operands.NONE);

  /** What a condition must carry besides attribute and operator. */
  public enum Operands {
    /** Neither {@code value} nor {@code values}. */
    NONE,
    /** A {@code value} that is not null. */
    ONE,
    /** At least one entry in {@code values}. */
    LIST,
    /** Exactly two entries in {@code values}: the lower and the upper bound, both inclusive. */
    PAIR
  }

  private final String wireName;
  private final Operands operands;

  Operator(String wireName, Operands operands) {
    this.wireName = wireName;
    this.operands = operands;
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

  /** Whether the outcome depends on who asks. */
  public boolean dependsOnCaller() {
    return switch (this) {
      case EQ_USERID, EQ_USERTEAMS, EQ_USERORUSERTEAMS, EQ_BUSINESSID -> true;
      default -> false;
    };
  }

  /**
   * The operator of this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  @JsonCreator
  public static Operator of(String wireName) {
    for (Operator operator : values()) {
      if (operator.wireName.equals(wireName)) {
        return operator;
      }
    }
    throw new IllegalArgumentException("Unknown operator " + wireName);
  }
}
