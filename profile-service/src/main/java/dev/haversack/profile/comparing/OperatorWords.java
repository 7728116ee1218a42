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
      case EQ_USERID -> "is the user";
      case EQ_USERTEAMS -> "is a team of the user";
      case EQ_USERORUSERTEAMS -> "is the user or a team of his";
      case EQ_BUSINESSID -> "is the user's business unit";
      // The names of the others are words already.
      default -> spelled(operator.wireName(), list);
    };
  }

  private static String spelled(String name, String operands) {
    if (name.contains("-x-")) {
      String counted =
          name.replace("olderthan-", "older than ").replace("-x-", " x ").replace("  ", " ");
      return "is " + counted.replace(" x ", " " + operands + " ").replace('-', ' ');
    }
    String words = name.replace('-', ' ');
    return operands.isEmpty() ? "is " + words : words + " " + operands;
  }
}
