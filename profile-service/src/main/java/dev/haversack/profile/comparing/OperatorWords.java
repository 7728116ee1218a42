package dev.haversack.profile.comparing;

import dev.haversack.contract.model.Operator;
import java.util.List;

/** Operators in words. */
final class OperatorWords {

  private OperatorWords() {}

  /** The operator with its operands, to be read after the attribute's name. */
  static String of(Operator operator, List<String> operands) {
    String list = String.join(", ", operands);
    return switch (operator) {
      case EQ -> "is " + list;
      case NE -> "is not " + list;
      case GT -> "is greater than " + list;
      case GE -> "is at least " + list;
      case LT -> "is less than " + list;
      case LE -> "is at most " + list;
      case NULL -> "has no value";
      case NOT_NULL -> "has a value";
      case IN -> "is one of " + list;
      case NOT_IN -> "is none of " + list;
      case BETWEEN -> "is between " + String.join(" and ", operands);
      case NOT_BETWEEN -> "is not between " + String.join(" and ", operands);
      case CONTAIN_VALUES -> "has one of " + list;
      case NOT_CONTAIN_VALUES -> "has none of " + list;
      case UNDER -> "is below " + list;
      case EQ_OR_UNDER -> "is or is below " + list;
      case NOT_UNDER -> "is not below " + list;
      case ABOVE -> "is above " + list;
      case EQ_OR_ABOVE -> "is or is above " + list;
      case LIKE -> "is like " + list;
      case NOT_LIKE -> "is not like " + list;
      case BEGINS_WITH -> "begins with " + list;
      case NOT_BEGIN_WITH -> "does not begin with " + list;
      case ENDS_WITH -> "ends with " + list;
      case NOT_END_WITH -> "does not end with " + list;
      case EQ_USERID -> "is the user";
      case NE_USERID -> "is not the user";
      case EQ_USERTEAMS -> "is a team of the user";
      case EQ_USERORUSERTEAMS -> "is the user or a team of his";
      case EQ_USERORUSERHIERARCHY -> "is the user or somebody below him";
      case EQ_USERORUSERHIERARCHYANDTEAMS ->
          "is the user, somebody below him, or a team of one of them";
      case EQ_BUSINESSID -> "is the user's business unit";
      case NE_BUSINESSID -> "is not the user's business unit";
      case EQ_USERLANGUAGE -> "is the user's language";
      // The names of the others, which look at the calendar, are words already.
      default -> "is " + spelled(operator.wireName(), list);
    };
  }

  private static String spelled(String name, String operands) {
    String words = name.replace("olderthan-", "older-than-").replace('-', ' ');
    if (words.contains(" x ")) {
      String counted = words.replace(" x ", " " + operands + " ");
      return words.startsWith("older") ? counted : "in the " + counted;
    }
    String placed = words.matches("(this|last|next) .*") ? "in " + words : words;
    return operands.isEmpty() ? placed : placed + " " + operands;
  }
}
