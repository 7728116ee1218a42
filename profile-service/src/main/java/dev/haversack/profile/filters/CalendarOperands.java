package dev.haversack.profile.filters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Operator;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the operands of conditions on the calendar: they are not of the attribute's type.
 */
final class CalendarOperands {

  private static final int LAST_YEAR = 9999;

  /** Four-week periods have the highest number. */
  private static final int LAST_PERIOD = 13;

  private final Condition condition;
  private final String path;
  private final Findings findings;

  CalendarOperands(Condition condition, String path, Findings findings) {
    this.condition = condition;
    this.path = path;
    this.findings = findings;
  }

  void check() {
    switch (condition.operator().operands()) {
      case COUNT -> one("a whole number of units", Operator.MOST_UNITS);
      case YEAR -> one("a fiscal year", LAST_YEAR);
      case PERIOD -> one("the number of a fiscal period", LAST_PERIOD);
      case DAY -> day();
      case PERIOD_AND_YEAR -> periodAndYear();
      case NONE, ONE, LIST, PAIR ->
          throw new IllegalArgumentException("Takes other operands: " + condition);
    }
  }

  private void one(String what, int most) {
    if (single("value")) {
      number(condition.value(), "value", what, most);
    }
  }

  private void day() {
    JsonNode value = condition.value();
    if (single("value") && value != null && !OperandTypes.fits(AttributeType.DATE, value)) {
      error("value", FindingCode.WRONG_TYPE, "takes " + OperandTypes.expected(AttributeType.DATE));
    }
  }

  private void periodAndYear() {
    JsonNode value = condition.value();
    if (value != null && !value.isNull()) {
      error("value", FindingCode.OPERAND_NOT_ALLOWED, "takes no single value");
    }
    @Nullable List<JsonNode> values = condition.values();
    if (values == null || values.size() != 2) {
      error("values", FindingCode.OPERAND_NEEDED, "needs exactly two values: period and year");
      return;
    }
    number(values.get(0), "values[0]", "the number of a fiscal period", LAST_PERIOD);
    number(values.get(1), "values[1]", "a fiscal year", LAST_YEAR);
  }

  private boolean single(String field) {
    List<JsonNode> values = condition.values();
    if (values != null && !values.isEmpty()) {
      error("values", FindingCode.OPERAND_NOT_ALLOWED, "takes no list of values");
    }
    JsonNode value = condition.value();
    if (value == null || value.isNull()) {
      error(field, FindingCode.OPERAND_NEEDED, "needs a value");
      return false;
    }
    return true;
  }

  private void number(@Nullable JsonNode value, String field, String what, int most) {
    if (value == null || !value.isIntegralNumber()) {
      error(field, FindingCode.WRONG_TYPE, "takes " + what);
    } else if (!value.canConvertToInt() || value.intValue() < 1 || value.intValue() > most) {
      error(field, FindingCode.OUT_OF_RANGE, "takes " + what + " from 1 to " + most);
    }
  }

  private void error(String field, FindingCode code, String what) {
    findings.error(path + "." + field, code, condition.operator().wireName() + " " + what + ".");
  }
}
