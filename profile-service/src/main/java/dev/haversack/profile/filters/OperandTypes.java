package dev.haversack.profile.filters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.platform.json.StorableValues;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.regex.Pattern;

/** Whether a JSON value is one that an attribute of a type can have. */
final class OperandTypes {

  /** Java reads shorter texts as UUIDs too; the contract does not. */
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private OperandTypes() {}

  /** Whether the value fits; null never does. */
  static boolean fits(AttributeType type, JsonNode value) {
    return switch (type) {
      case STRING, MEMO -> value.isTextual() && StorableValues.isStorable(value.textValue());
      case INTEGER, CHOICE, MULTICHOICE, STATE, STATUS ->
          value.isIntegralNumber() && value.canConvertToInt();
      case BIGINT -> value.isIntegralNumber() && value.canConvertToLong();
      case DECIMAL, DOUBLE, MONEY -> value.isNumber() && Double.isFinite(value.doubleValue());
      case BOOLEAN -> value.isBoolean();
      case DATETIME -> value.isTextual() && parses(value.textValue(), OperandTypes::moment);
      case DATE ->
          value.isTextual() && parses(value.textValue(), text -> inRange(LocalDate.parse(text)));
      case LOOKUP, OWNER, UNIQUEIDENTIFIER ->
          value.isTextual()
              && UUID_TEXT.matcher(value.textValue()).matches()
              && parses(value.textValue(), UUID::fromString);
    };
  }

  /** What a fitting value looks like. */
  static String expected(AttributeType type) {
    return switch (type) {
      case STRING, MEMO -> "a text";
      case INTEGER -> "a whole number of 32 bits";
      case CHOICE, MULTICHOICE, STATE, STATUS -> "the number of a choice";
      case BIGINT -> "a whole number of 64 bits";
      case DECIMAL, DOUBLE, MONEY -> "a number";
      case BOOLEAN -> "true or false";
      case DATETIME -> "an RFC 3339 time such as \"2026-01-31T08:00:00Z\"";
      case DATE -> "a day such as \"2026-01-31\"";
      case LOOKUP, OWNER, UNIQUEIDENTIFIER -> "a UUID";
    };
  }

  private static LocalDate moment(String text) {
    return inRange(
        LocalDate.ofInstant(OffsetDateTime.parse(text).toInstant(), java.time.ZoneOffset.UTC));
  }

  /** Records hold years of four digits. */
  private static LocalDate inRange(LocalDate day) {
    if (day.getYear() < 1 || day.getYear() > 9999) {
      throw new DateTimeException("Years have four digits");
    }
    return day;
  }

  private interface Parser {
    Object parse(String text);
  }

  private static boolean parses(String text, Parser parser) {
    try {
      parser.parse(text);
      return true;
    } catch (DateTimeException | IllegalArgumentException e) {
      return false;
    }
  }
}
