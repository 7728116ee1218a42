package dev.haversack.profile.filters;

import static dev.haversack.contract.model.AttributeType.BIGINT;
import static dev.haversack.contract.model.AttributeType.CHOICE;
import static dev.haversack.contract.model.AttributeType.DATE;
import static dev.haversack.contract.model.AttributeType.DATETIME;
import static dev.haversack.contract.model.AttributeType.DECIMAL;
import static dev.haversack.contract.model.AttributeType.DOUBLE;
import static dev.haversack.contract.model.AttributeType.INTEGER;
import static dev.haversack.contract.model.AttributeType.LOOKUP;
import static dev.haversack.contract.model.AttributeType.MEMO;
import static dev.haversack.contract.model.AttributeType.MONEY;
import static dev.haversack.contract.model.AttributeType.MULTICHOICE;
import static dev.haversack.contract.model.AttributeType.OWNER;
import static dev.haversack.contract.model.AttributeType.STATE;
import static dev.haversack.contract.model.AttributeType.STATUS;
import static dev.haversack.contract.model.AttributeType.STRING;
import static dev.haversack.contract.model.AttributeType.UNIQUEIDENTIFIER;

import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Operator;
import java.util.EnumSet;
import java.util.Set;

/** Which attribute types an operator compares (section 8.2 of the facts). */
final class OperatorTypes {

  private static final Set<AttributeType> ANY = EnumSet.allOf(AttributeType.class);
  private static final Set<AttributeType> SINGLE = EnumSet.complementOf(EnumSet.of(MULTICHOICE));
  private static final Set<AttributeType> SEVERAL = EnumSet.of(MULTICHOICE);
  private static final Set<AttributeType> ORDERED =
      EnumSet.of(INTEGER, BIGINT, DECIMAL, DOUBLE, MONEY, DATETIME, DATE);
  private static final Set<AttributeType> TEXT = EnumSet.of(STRING, MEMO);
  private static final Set<AttributeType> LISTED =
      EnumSet.of(
          STRING,
          INTEGER,
          BIGINT,
          DECIMAL,
          DOUBLE,
          MONEY,
          CHOICE,
          STATE,
          STATUS,
          LOOKUP,
          UNIQUEIDENTIFIER);
  private static final Set<AttributeType> REFERENCES = EnumSet.of(LOOKUP, OWNER);
  private static final Set<AttributeType> LANGUAGES = EnumSet.of(INTEGER, CHOICE);
  private static final Set<AttributeType> DAYS = EnumSet.of(DATETIME, DATE);

  /** A day without a time has no hours. */
  private static final Set<AttributeType> TIMES = EnumSet.of(DATETIME);

  private OperatorTypes() {}

  /** The types of attributes that the operator may compare. */
  static Set<AttributeType> of(Operator operator) {
    return switch (operator) {
      case NULL, NOT_NULL -> ANY;
      case EQ, NE -> SINGLE;
      case CONTAIN_VALUES, NOT_CONTAIN_VALUES -> SEVERAL;
      // Whether there is a hierarchy at all says more than the type.
      case UNDER, EQ_OR_UNDER, NOT_UNDER, ABOVE, EQ_OR_ABOVE -> ANY;
      case GT, GE, LT, LE, BETWEEN, NOT_BETWEEN -> ORDERED;
      case IN, NOT_IN -> LISTED;
      case LIKE, NOT_LIKE, BEGINS_WITH, NOT_BEGIN_WITH, ENDS_WITH, NOT_END_WITH -> TEXT;
      case EQ_USERLANGUAGE -> LANGUAGES;
      case LAST_X_HOURS, NEXT_X_HOURS, OLDERTHAN_X_HOURS, OLDERTHAN_X_MINUTES -> TIMES;
      default -> operator.dependsOnTime() ? DAYS : REFERENCES;
    };
  }

  /**
   * The entities of which a lookup must reach at least one, so that comparing it with the caller
   * can ever hold; empty where the operator does not compare with the caller.
   */
  static Set<String> callerTargets(Operator operator) {
    return switch (operator) {
      case EQ_USERID, NE_USERID, EQ_USERORUSERHIERARCHY -> Set.of("systemuser");
      case EQ_USERTEAMS, EQ_USERORUSERTEAMS, EQ_USERORUSERHIERARCHYANDTEAMS ->
          Set.of("systemuser", "team");
      case EQ_BUSINESSID, NE_BUSINESSID -> Set.of("businessunit");
      default -> Set.of();
    };
  }
}
